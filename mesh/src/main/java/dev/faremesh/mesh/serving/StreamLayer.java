package dev.faremesh.mesh.serving;

import dev.faremesh.mesh.call.Timing;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.Optional;

/**
 * Ends streams, which have no deadline: when the server drains; when one reaches its greatest age,
 * so that clients spread anew over the servers there are; and when a client that sends messages has
 * said nothing for too long.
 */
final class StreamLayer implements ServerInterceptor {
  private final OpenStreams streams;
  private final Timing timing;
  private final Optional<ServingPolicy> limits;

  private StreamLayer(OpenStreams streams, Timing timing, Optional<ServingPolicy> limits) {
    this.streams = streams;
    this.timing = timing;
    this.limits = limits;
  }

  /** For services of ours. */
  static StreamLayer limited(OpenStreams streams, Timing timing, ServingPolicy limits) {
    return new StreamLayer(streams, timing, Optional.of(limits));
  }

  /**
   * For health and reflection: ended by the drain alone. A client that watches health takes the end
   * of the stream for an outage, so an end by age would be one.
   */
  static StreamLayer unlimited(OpenStreams streams, Timing timing) {
    return new StreamLayer(streams, timing, Optional.empty());
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    if (call.getMethodDescriptor().getType() == MethodType.UNARY) {
      return next.startCall(call, headers);
    }
    var stream = new OpenStream<>(call, streams, timing, limits);
    return stream.start(next, headers);
  }
}
