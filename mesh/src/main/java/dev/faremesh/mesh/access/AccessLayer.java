package dev.faremesh.mesh.access;

import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.mesh.tls.PeerIdentity;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Lets those in whom the rules name, by the identity that their certificate proves, and nobody
 * else. Must be above everything that is kept or done for a caller.
 */
public final class AccessLayer implements ServerInterceptor {
  private final Optional<Supplier<AccessRules>> rules;
  private final Refusals refusals = new Refusals(System::nanoTime);

  private AccessLayer(Optional<Supplier<AccessRules>> rules) {
    this.rules = rules;
  }

  /** Lets everybody in: there is no way to know who calls. */
  public static AccessLayer forEverybody() {
    return new AccessLayer(Optional.empty());
  }

  /** Lets those in whom the rules name at the time of the call. */
  public static AccessLayer by(Supplier<AccessRules> rules) {
    return new AccessLayer(Optional.of(rules));
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    var error = rules.flatMap(r -> check(r.get(), call));
    if (error.isEmpty()) {
      return next.startCall(call, headers);
    }
    refusals.add(
        PeerIdentity.in(call.getAttributes()).map(PeerIdentity::name).orElse("nobody"),
        ErrorStatus.shown(call.getMethodDescriptor().getFullMethodName()));
    return Denial.close(call, error.get());
  }

  private static Optional<StatusRuntimeException> check(AccessRules rules, ServerCall<?, ?> call) {
    var method = call.getMethodDescriptor().getFullMethodName();
    var caller = PeerIdentity.in(call.getAttributes());
    if (caller.isPresent() && rules.allow(caller.get(), method)) {
      return Optional.empty();
    }
    return Optional.of(
        caller
            .map(known ->
                Denial.of(
                    "ACCESS_DENIED", known.name(), method, "a caller whom the access rules name"))
            .orElseGet(() -> unknown(ErrorStatus.shown(method))));
  }

  private static StatusRuntimeException unknown(String method) {
    return ErrorStatus.of(
        Status.Code.UNAUTHENTICATED,
        "CALLER_UNKNOWN",
        "%s was called by nobody knows whom (expected: a caller with a certificate that names it)"
            .formatted(method),
        Map.of("method", method));
  }
}
