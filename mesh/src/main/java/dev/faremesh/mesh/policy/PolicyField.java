package dev.faremesh.mesh.policy;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.faremesh.mesh.v1.CallPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A field of the call policy that a deployment may override, found in the message's own descriptor:
 * what the contract gains, overrides can name.
 *
 * @param path from the policy down, at least one
 */
record PolicyField(List<FieldDescriptor> path, FieldKind kind) {
  /** What drops a group, or a number that may be unset. */
  static final String NONE = "none";

  private static final List<PolicyField> ALL =
      below(CallPolicy.getDescriptor(), List.of()).toList();

  /** All, each group before what is in it. */
  static List<PolicyField> all() {
    return ALL;
  }

  /** The one of a name, such as {@code breaker.open_for}. */
  static Optional<PolicyField> named(String name) {
    return ALL.stream().filter(field -> field.name().equals(name)).findFirst();
  }

  private static Stream<PolicyField> below(Descriptor message, List<FieldDescriptor> above) {
    return message.getFields().stream()
        .flatMap(field -> FieldKind.of(field).stream().flatMap(kind -> at(field, kind, above)));
  }

  private static Stream<PolicyField> at(
      FieldDescriptor field, FieldKind kind, List<FieldDescriptor> above) {
    var path = new ArrayList<>(above);
    path.add(field);
    var itself = Stream.of(new PolicyField(List.copyOf(path), kind));
    return kind == FieldKind.GROUP
        ? Stream.concat(itself, below(field.getMessageType(), path))
        : itself;
  }

  String name() {
    return path.stream().map(FieldDescriptor::getName).collect(Collectors.joining("."));
  }

  /** The group that it is in: empty for a field of the policy itself. */
  Optional<PolicyField> group() {
    int dot = name().lastIndexOf('.');
    return dot < 0 ? Optional.empty() : named(name().substring(0, dot));
  }

  /** Whether it may be dropped. A duration is set to zero instead. */
  boolean mayBeNone() {
    return path.getLast().hasPresence() && kind != FieldKind.DURATION;
  }

  /** Its value, as it is written: empty when it is unset. A group has no value of its own. */
  Optional<String> textIn(CallPolicy policy) {
    Message message = policy;
    for (FieldDescriptor field : path.subList(0, path.size() - 1)) {
      message = (Message) message.getField(field);
    }
    return message.hasField(path.getLast())
        ? Optional.of(kind == FieldKind.GROUP ? "" : kind.text(message.getField(path.getLast())))
        : Optional.empty();
  }

  /**
   * Sets it to what a text means.
   *
   * @throws IllegalArgumentException when the text means nothing here; the message is what was
   *     expected
   */
  void set(CallPolicy.Builder policy, String text) {
    Message.Builder message = policy;
    for (FieldDescriptor field : path.subList(0, path.size() - 1)) {
      message = message.getFieldBuilder(field);
    }
    if (mayBeNone() && text.equals(NONE)) {
      message.clearField(path.getLast());
      return;
    }
    var value = kind.parse(text).orElseThrow(() -> new IllegalArgumentException(expected()));
    message.setField(path.getLast(), value);
  }

  private String expected() {
    return mayBeNone() && kind != FieldKind.GROUP ? kind.expected() + ", or none" : kind.expected();
  }
}
