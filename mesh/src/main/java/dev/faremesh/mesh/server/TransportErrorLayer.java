package dev.faremesh.mesh.server;

import dev.faremesh.mesh.ErrorStatus;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Exception;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Explains three ends of a call that grpc's transport names badly. Must be next to the channel,
 * below all that judges how calls end.
 *
 * <p>An answer over the channel's limit has the code of overload. And a call which waits for a
 * stream, because as many as the server allows are open, and gets one just as the connection ends
 * of age, is INTERNAL: grpc does not find it among the calls that it sends again. Its request was
 * not written, so nothing was done. And what ends disagree about when one of them speaks TLS is an
 * unnamed end of a connection ({@link TlsFailure}).
 */
final class TransportErrorLayer implements ClientInterceptor {
  private final int maxBytes;

  /**
   * For one channel.
   *
   * @param maxBytes the limit of the channel
   */
  TransportErrorLayer(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  @Override
  public <Q, R> ClientCall<Q, R> interceptCall(
      MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
    return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
      @Override
      public void start(Listener<R> listener, Metadata headers) {
        super.start(
            new SimpleForwardingClientCallListener<>(listener) {
              @Override
              public void onClose(Status status, Metadata trailers) {
                var error = explain(method.getFullMethodName(), status, trailers);
                if (error.isPresent()) {
                  super.onClose(
                      error.get().getStatus().withCause(status.getCause()),
                      Optional.ofNullable(error.get().getTrailers()).orElse(trailers));
                } else {
                  super.onClose(status, trailers);
                }
              }
            },
            headers);
      }
    };
  }

  private Optional<StatusRuntimeException> explain(
      String method, Status status, Metadata trailers) {
    var description = Optional.ofNullable(status.getDescription()).orElse("");
    if (status.getCode() == Status.Code.RESOURCE_EXHAUSTED
        && description.contains("message exceeds maximum size")
        && ErrorStatus.infoOf(status, trailers).isEmpty()) {
      return Optional.of(
          ErrorStatus.of(
              Status.Code.RESOURCE_EXHAUSTED,
              "MESSAGE_TOO_LARGE",
              "the answer of %s was cut off (expected: at most %d bytes): %s"
                  .formatted(method, maxBytes, description),
              Map.of("method", method, "maxBytes", "" + maxBytes)));
    }
    if (status.getCode() == Status.Code.INTERNAL && neverWritten(status.getCause())) {
      return Optional.of(
          ErrorStatus.of(
              Status.Code.UNAVAILABLE,
              "CONNECTION_ENDED",
              "GOAWAY closed buffered stream before the request of %s was sent".formatted(method),
              Map.of("method", method)));
    }
    return TlsFailure.explain(method, status);
  }

  private static boolean neverWritten(@Nullable Throwable cause) {
    return cause instanceof Http2Exception
        && String.valueOf(cause.getMessage()).contains("closed before write could take place");
  }
}
