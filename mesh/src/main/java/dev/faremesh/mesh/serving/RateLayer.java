package dev.faremesh.mesh.serving;

import dev.faremesh.mesh.call.Rejection;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.time.Duration;
import java.util.Optional;

/**
 * Turns away the calls of a caller that begins too many, and says when it is worth coming back. A
 * stream is one call, however many messages it carries. Must be above everything that callers
 * share, such as permits; it knows who they are by their connection.
 */
final class RateLayer implements ServerInterceptor {
  private static final Rejection REJECTION =
      Rejection.by(
          "rate",
          Status.Code.RESOURCE_EXHAUSTED,
          "RATE_LIMITED",
          "this caller begins calls faster than one caller may");

  private final Optional<CallerRates> rates;
  private final Runnable onShed;

  /**
   * Around some services of a server.
   *
   * @param rates of its callers, whichever services they call; empty: as they like
   * @param onShed runs when a unary call is turned away
   */
  RateLayer(Optional<CallerRates> rates, Runnable onShed) {
    this.rates = rates;
    this.onShed = onShed;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    var wait = rates.map(r -> r.take(CallerName.of(call.getAttributes()))).orElse(Duration.ZERO);
    if (wait.isZero()) {
      return next.startCall(call, headers);
    }
    if (call.getMethodDescriptor().getType() == MethodType.UNARY) {
      onShed.run();
    }
    call.close(REJECTION.status(), REJECTION.trailers(wait));
    return new ServerCall.Listener<>() {};
  }
}
