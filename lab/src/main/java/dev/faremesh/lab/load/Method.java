package dev.faremesh.lab.load;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A unary method of which only the name was known: its messages are what the server's reflection
 * says.
 */
public final class Method {
  private static final long PATIENCE_SECONDS = 10;

  private final Descriptors.MethodDescriptor described;

  private Method(Descriptors.MethodDescriptor described) {
    this.described = described;
  }

  /**
   * Asks a server about a method.
   *
   * @param name SERVICE/METHOD
   * @throws IOException when the server does not know it, or does not answer
   */
  public static Method reflected(Channel channel, String name)
      throws IOException, InterruptedException {
    var service = name.substring(0, name.indexOf('/'));
    var method = name.substring(name.indexOf('/') + 1);
    var found =
        filesAround(channel, service).values().stream()
            .flatMap(file -> file.getServices().stream())
            .filter(candidate -> candidate.getFullName().equals(service))
            .map(candidate -> candidate.findMethodByName(method))
            .findFirst();
    return new Method(
        found.orElseThrow(() ->
            new IOException(name + ": no such method (expected: one that reflection knows)")));
  }

  private static Map<String, FileDescriptor> filesAround(Channel channel, String service)
      throws IOException, InterruptedException {
    var raw = new HashMap<String, FileDescriptorProto>();
    for (var bytes :
        answer(channel, service).getFileDescriptorResponse().getFileDescriptorProtoList()) {
      try {
        var file = FileDescriptorProto.parseFrom(bytes);
        raw.put(file.getName(), file);
      } catch (InvalidProtocolBufferException e) {
        throw new IOException("reflection of " + service + ": " + e.getMessage(), e);
      }
    }
    var built = new HashMap<String, FileDescriptor>();
    for (String name : raw.keySet()) {
      build(name, raw, built);
    }
    return built;
  }

  private static ServerReflectionResponse answer(Channel channel, String service)
      throws IOException, InterruptedException {
    var answer = new CompletableFuture<ServerReflectionResponse>();
    var requests =
        ServerReflectionGrpc.newStub(channel)
            .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
            .serverReflectionInfo(new Single(answer));
    requests.onNext(ServerReflectionRequest.newBuilder().setFileContainingSymbol(service).build());
    requests.onCompleted();
    try {
      return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("reflection of " + service + ": " + e.getMessage(), e);
    }
  }

  private static FileDescriptor build(
      String name, Map<String, FileDescriptorProto> raw, Map<String, FileDescriptor> built)
      throws IOException {
    var known = built.get(name);
    if (known != null) {
      return known;
    }
    var file = raw.get(name);
    if (file == null) {
      throw new IOException(name + ": not in the reflection of the server");
    }
    var imports = new FileDescriptor[file.getDependencyCount()];
    for (int i = 0; i < imports.length; i++) {
      imports[i] = build(file.getDependency(i), raw, built);
    }
    try {
      var descriptor = FileDescriptor.buildFrom(file, imports);
      built.put(name, descriptor);
      return descriptor;
    } catch (DescriptorValidationException e) {
      throw new IOException(name + ": " + e.getMessage(), e);
    }
  }

  /** The full name, SERVICE/METHOD. */
  public String name() {
    return described.getService().getFullName() + "/" + described.getName();
  }

  Descriptors.Descriptor request() {
    return described.getInputType();
  }

  Descriptors.Descriptor answer() {
    return described.getOutputType();
  }

  /** As a stub would call it. */
  MethodDescriptor<DynamicMessage, DynamicMessage> call() {
    return MethodDescriptor.<DynamicMessage, DynamicMessage>newBuilder()
        .setType(MethodDescriptor.MethodType.UNARY)
        .setFullMethodName(name())
        .setRequestMarshaller(
            ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(described.getInputType())))
        .setResponseMarshaller(
            ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(described.getOutputType())))
        .build();
  }

  private record Single(CompletableFuture<ServerReflectionResponse> answer)
      implements StreamObserver<ServerReflectionResponse> {
    @Override
    public void onNext(ServerReflectionResponse response) {
      answer.complete(response);
    }

    @Override
    public void onError(Throwable failure) {
      answer.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {
      answer.completeExceptionally(new IOException("ended without an answer"));
    }
  }
}
