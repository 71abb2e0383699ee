package dev.faremesh.mesh.serving;

import dev.faremesh.mesh.call.Protection;
import dev.faremesh.mesh.call.Rejection;
import dev.faremesh.mesh.call.Switches;
import dev.faremesh.mesh.propagation.Criticality;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * Sheds unary calls when too many are under way, the least critical first. Must be above everything
 * that works on a request, its parsing included (T31). A call is admitted when its request has come
 * whole, so that none waits for a permit which another has whose caller says nothing more. Streams
 * do not count: they last for hours, and are bounded where they are served ({@link
 * dev.faremesh.mesh.stream.Watchers}, {@link dev.faremesh.mesh.stream.Reporters}). What waits in
 * the sockets, because the event loop is late, is not seen here.
 */
final class AdmissionLayer implements ServerInterceptor {
  private final ServedCalls served;
  private final GrantedTimes granted;
  private final Switches switches;
  private final LongSupplier nanos;
  private final Map<Criticality, Rejection> rejections = new EnumMap<>(Criticality.class);

  AdmissionLayer(ServingLayers.Shared shared, GrantedTimes granted) {
    this.served = shared.served();
    this.switches = shared.switches();
    this.nanos = shared.timing().nanos();
    this.granted = granted;
    for (Criticality criticality : Criticality.values()) {
      rejections.put(criticality, overloaded(criticality));
    }
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    if (call.getMethodDescriptor().getType() != MethodType.UNARY
        || !switches.on().contains(Protection.ADMISSION)) {
      return next.startCall(call, headers);
    }
    return WholeRequest.of(call, () -> admit(call, headers, next));
  }

  private <Q, R> ServerCall.Listener<Q> admit(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    var permit = served.limit().tryAcquire(Criticality.current());
    return permit.isEmpty()
        ? shed(call)
        : new AdmittedCall<>(call, permit.get(), granted.of(call.getMethodDescriptor()), nanos)
            .start(next, headers);
  }

  private <Q> ServerCall.Listener<Q> shed(ServerCall<Q, ?> call) {
    served.shed();
    var rejection = Objects.requireNonNull(rejections.get(Criticality.current()));
    call.close(rejection.status(), rejection.trailers());
    return new ServerCall.Listener<>() {};
  }

  private static Rejection overloaded(Criticality criticality) {
    return Rejection.by(
        "admission",
        Status.Code.RESOURCE_EXHAUSTED,
        "OVERLOADED",
        "this server has as many calls under way as it takes on of class %s, %.0f %% of its limit"
            .formatted(criticality, 100 * criticality.shareOfLimit()));
  }
}
