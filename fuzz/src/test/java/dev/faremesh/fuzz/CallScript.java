package dev.faremesh.fuzz;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.OneofDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows of calls as a message type, which is made from the contracts: so the fuzzer changes requests
 * field by field, and may repeat, drop and cross whole calls. In the language of contracts:
 *
 * <pre>{@code
 * message Script { repeated Call calls = 1; }
 * message Call {
 *   uint32 seconds_before = 1;                          by which the clock moves
 *   oneof call { GetSupply GetSupply = 71422; ... }     one for each method
 * }
 * message GetSupply {
 *   repeated faremesh.supply.v1.GetSupplyRequest requests = 1;
 *   repeated bytes raw = 2;                             sent as they are, after the requests
 * }
 * }</pre>
 */
final class CallScript {
  private static final int SECONDS_BEFORE = 1;
  private static final int FIRST_RESERVED = 19_000; // by protobuf, for itself
  private static final int AFTER_RESERVED = 20_000;
  private static final long LONGEST_PAUSE = 3600;

  private final Map<Integer, MethodDescriptor> methods = new LinkedHashMap<>();
  private final Descriptor type;

  /** A type for these methods. */
  CallScript(Collection<MethodDescriptor> methods) {
    methods.forEach(method -> {
      var other = this.methods.put(numberOf(method), method);
      if (other != null) {
        throw new IllegalStateException(
            method.getFullName() + " has the number of " + other.getFullName());
      }
    });
    this.type = file().findMessageTypeByName("Script");
  }

  /**
   * One call.
   *
   * @param pause by which the clock moves before it
   * @param messages as they are on the wire
   */
  record Step(MethodDescriptor method, Duration pause, List<ByteString> messages) {}

  /** An empty row, whose type the fuzzer fills. */
  DynamicMessage empty() {
    return DynamicMessage.getDefaultInstance(type);
  }

  /** A row that lies beside this class, as text. */
  DynamicMessage written(String name) {
    try (var in = CallScript.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + ": not beside " + CallScript.class);
      }
      var row = DynamicMessage.newBuilder(type);
      TextFormat.merge(new InputStreamReader(in, StandardCharsets.UTF_8), row);
      return row.build();
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  /** What a row does. */
  List<Step> steps(Message script) {
    var steps = new ArrayList<Step>();
    for (Object call : (List<?>) script.getField(type.findFieldByNumber(1))) {
      ((Message) call)
          .getAllFields()
          .forEach((field, value) -> {
            if (field.getNumber() != SECONDS_BEFORE) {
              steps.add(step(field, (Message) value, pause((Message) call)));
            }
          });
    }
    return steps;
  }

  private Step step(FieldDescriptor field, Message call, Duration pause) {
    var messages = new ArrayList<ByteString>();
    var parts = call.getDescriptorForType();
    for (Object request : (List<?>) call.getField(parts.findFieldByNumber(1))) {
      messages.add(((Message) request).toByteString());
    }
    for (Object raw : (List<?>) call.getField(parts.findFieldByNumber(2))) {
      messages.add((ByteString) raw);
    }
    var method = methods.get(field.getNumber());
    if (method == null) {
      throw new IllegalStateException(field.getFullName() + " is no method");
    }
    return new Step(method, pause, messages);
  }

  private static Duration pause(Message call) {
    var seconds = call.getField(call.getDescriptorForType().findFieldByNumber(SECONDS_BEFORE));
    return Duration.ofSeconds(Integer.toUnsignedLong((int) seconds) % (LONGEST_PAUSE + 1));
  }

  /** Of its name alone, so that a committed row means the same when methods come and go. */
  private static int numberOf(MethodDescriptor method) {
    int number = Math.floorMod(method.getFullName().hashCode(), 1 << 20) + 2;
    return number >= FIRST_RESERVED && number < AFTER_RESERVED ? number + (1 << 20) : number;
  }

  private FileDescriptor file() {
    var file =
        FileDescriptorProto.newBuilder()
            .setName("script.proto")
            .setPackage("faremesh.fuzz")
            .setSyntax("proto3")
            .addMessageType(
                DescriptorProto.newBuilder()
                    .setName("Script")
                    .addField(field("calls", 1, Label.LABEL_REPEATED, "faremesh.fuzz.Call")))
            .addMessageType(call());
    methods.values().forEach(method -> file.addMessageType(messagesOf(method)));
    var imported =
        methods.values().stream()
            .map(method -> method.getInputType().getFile())
            .distinct()
            .toArray(FileDescriptor[]::new);
    for (FileDescriptor one : imported) {
      file.addDependency(one.getName());
    }
    try {
      return FileDescriptor.buildFrom(file.build(), imported);
    } catch (DescriptorValidationException e) {
      throw new IllegalStateException(e);
    }
  }

  private DescriptorProto call() {
    var call =
        DescriptorProto.newBuilder()
            .setName("Call")
            .addOneofDecl(OneofDescriptorProto.newBuilder().setName("call"))
            .addField(
                FieldDescriptorProto.newBuilder()
                    .setName("seconds_before")
                    .setNumber(SECONDS_BEFORE)
                    .setLabel(Label.LABEL_OPTIONAL)
                    .setType(FieldDescriptorProto.Type.TYPE_UINT32));
    methods.forEach((number, method) ->
        call.addField(
            field(
                    nameOf(method),
                    number,
                    Label.LABEL_OPTIONAL,
                    "faremesh.fuzz." + nameOf(method) + "Messages")
                .setOneofIndex(0)));
    return call.build();
  }

  private static DescriptorProto messagesOf(MethodDescriptor method) {
    return DescriptorProto.newBuilder()
        .setName(nameOf(method) + "Messages")
        .addField(field("requests", 1, Label.LABEL_REPEATED, method.getInputType().getFullName()))
        .addField(
            FieldDescriptorProto.newBuilder()
                .setName("raw")
                .setNumber(2)
                .setLabel(Label.LABEL_REPEATED)
                .setType(FieldDescriptorProto.Type.TYPE_BYTES))
        .build();
  }

  private static FieldDescriptorProto.Builder field(
      String name, int number, Label label, String type) {
    return FieldDescriptorProto.newBuilder()
        .setName(name)
        .setNumber(number)
        .setLabel(label)
        .setType(FieldDescriptorProto.Type.TYPE_MESSAGE)
        .setTypeName("." + type);
  }

  private static String nameOf(MethodDescriptor method) {
    return method.getService().getName() + method.getName();
  }
}
