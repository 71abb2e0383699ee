package dev.faremesh.mesh.policy;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MethodOptions;
import com.google.protobuf.DescriptorProtos.MethodOptions.IdempotencyLevel;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import com.google.protobuf.TextFormat;
import dev.faremesh.mesh.v1.CallPolicy;
import dev.faremesh.mesh.v1.CallPolicyProto;

/** A contract that a test writes, good or bad: {@code test.ChainService} in {@code chain.proto}. */
final class WrittenService {
  static final String NAME = "test.ChainService";

  private final ServiceDescriptorProto.Builder service =
      ServiceDescriptorProto.newBuilder().setName("ChainService");

  /** Adds a method without side effects. */
  WrittenService reading(String name, String policy) {
    return method(name, "Request", IdempotencyLevel.NO_SIDE_EFFECTS, policy);
  }

  /** Adds a method whose request carries a request_id. */
  WrittenService idempotent(String name, String policy) {
    return method(name, "NamedRequest", IdempotencyLevel.IDEMPOTENT, policy);
  }

  /** Adds a method of which nothing is said but its policy. */
  WrittenService writing(String name, String policy) {
    return method(name, "Request", IdempotencyLevel.IDEMPOTENCY_UNKNOWN, policy);
  }

  /** Adds a method that states no policy. */
  WrittenService silent(String name) {
    service.addMethodBuilder().setName(name).setInputType("Request").setOutputType("Request");
    return this;
  }

  private WrittenService method(
      String name, String request, IdempotencyLevel level, String policy) {
    service
        .addMethodBuilder()
        .setName(name)
        .setInputType(request)
        .setOutputType("Request")
        .setOptions(
            MethodOptions.newBuilder()
                .setIdempotencyLevel(level)
                .setExtension(CallPolicyProto.callPolicy, parsed(policy)));
    return this;
  }

  private static CallPolicy parsed(String policy) {
    try {
      return TextFormat.parse(policy, CallPolicy.class);
    } catch (TextFormat.ParseException e) {
      throw new IllegalArgumentException(policy, e);
    }
  }

  ServiceDescriptor descriptor() {
    var named =
        DescriptorProto.newBuilder()
            .setName("NamedRequest")
            .addField(
                FieldDescriptorProto.newBuilder()
                    .setName("request_id")
                    .setNumber(1)
                    .setType(FieldDescriptorProto.Type.TYPE_STRING));
    var file =
        FileDescriptorProto.newBuilder()
            .setName("chain.proto")
            .setPackage("test")
            .setSyntax("proto3")
            .addMessageType(DescriptorProto.newBuilder().setName("Request"))
            .addMessageType(named)
            .addService(service)
            .build();
    try {
      return FileDescriptor.buildFrom(file, new FileDescriptor[0])
          .findServiceByName("ChainService");
    } catch (DescriptorValidationException e) {
      throw new IllegalStateException(e);
    }
  }
}
