package dev.faremesh.mesh;

import dev.faremesh.mesh.v1.CallPolicy;
import dev.faremesh.mesh.v1.CallPolicyProto;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.Deadline;
import io.grpc.MethodDescriptor;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Gives every call the deadline that its contract states, unless the caller's own is sooner. (The
 * deadline of the call that is being served is sooner still, at times; grpc sees to that.)
 */
public final class ContractDeadline implements ClientInterceptor {
  private final Map<String, Optional<Long>> nanosByMethod = new ConcurrentHashMap<>();

  @Override
  public <Q, R> ClientCall<Q, R> interceptCall(
      MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
    var nanos =
        nanosByMethod.computeIfAbsent(method.getFullMethodName(), name -> contractOf(method));
    if (nanos.isEmpty()) {
      return next.newCall(method, options);
    }
    var contract = Deadline.after(nanos.get(), TimeUnit.NANOSECONDS);
    var own = options.getDeadline();
    return next.newCall(
        method, options.withDeadline(own == null ? contract : own.minimum(contract)));
  }

  private static Optional<Long> contractOf(MethodDescriptor<?, ?> method) {
    if (!(method.getSchemaDescriptor() instanceof ProtoMethodDescriptorSupplier schema)) {
      return Optional.empty();
    }
    var methodOptions = schema.getMethodDescriptor().getOptions();
    if (!methodOptions.hasExtension(CallPolicyProto.callPolicy)) {
      return Optional.empty();
    }
    CallPolicy policy = methodOptions.getExtension(CallPolicyProto.callPolicy);
    var deadline = policy.getDeadline();
    return Optional.of(TimeUnit.SECONDS.toNanos(deadline.getSeconds()) + deadline.getNanos());
  }
}
