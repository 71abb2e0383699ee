package dev.faremesh.mesh.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.test.v1.PingServiceGrpc;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Error;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Exception;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TransportErrorLayerTest {
  @DisplayName("T41: what a connection took with it before it was sent is UNAVAILABLE")
  @Test
  void aRequestThatWasNotWrittenIsAnEndOfTheConnection() {
    var seen = seenFor(http2("Stream closed before write could take place"), new Metadata());
    assertThat(seen.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(ErrorStatus.infoOf(seen).orElseThrow().getReason()).isEqualTo("CONNECTION_ENDED");
  }

  @DisplayName("T6: another error of HTTP/2 stays INTERNAL")
  @Test
  void anotherHttp2ErrorIsLeftAsItIs() {
    var status = http2("Header size exceeded max allowed size (10240)");
    assertThat(seenFor(status, new Metadata()).getStatus()).isSameAs(status);
  }

  @Test
  void anErrorOfTheHandlerThatReadsTheSameIsLeftAsItIs() {
    var status = Status.INTERNAL.withDescription("Stream closed before write could take place");
    assertThat(seenFor(status, new Metadata()).getStatus()).isSameAs(status);
  }

  @Test
  void aLimitThatSomebodyExplainedAlreadyIsLeftAsItIs() {
    var explained =
        ErrorStatus.of(
            Status.Code.RESOURCE_EXHAUSTED,
            "MESSAGE_TOO_LARGE",
            "gRPC message exceeds maximum size 7: 11",
            Map.of("method", "of a hop below"));
    var seen = seenFor(explained.getStatus(), trailersOf(explained));
    assertThat(ErrorStatus.infoOf(seen).orElseThrow().getMetadataMap())
        .containsExactly(Map.entry("method", "of a hop below"));
  }

  private static Metadata trailersOf(StatusRuntimeException error) {
    return Optional.ofNullable(error.getTrailers()).orElseThrow();
  }

  private static Status http2(String message) {
    return Status.INTERNAL
        .withDescription("http2 exception")
        .withCause(Http2Exception.streamError(7, Http2Error.INTERNAL_ERROR, message));
  }

  private static StatusRuntimeException seenFor(Status status, Metadata trailers) {
    var layer = new TransportErrorLayer(7);
    var call =
        ClientInterceptors.intercept(new Closing(status, trailers), layer)
            .newCall(PingServiceGrpc.getPingMethod(), CallOptions.DEFAULT);
    var seen = new CompletableFuture<StatusRuntimeException>();
    call.start(
        new ClientCall.Listener<>() {
          @Override
          public void onClose(Status status, Metadata trailers) {
            seen.complete(status.asRuntimeException(trailers));
          }
        },
        new Metadata());
    return seen.join();
  }

  /** A channel whose calls close as soon as they start. */
  private static final class Closing extends Channel {
    private final Status status;
    private final Metadata trailers;

    Closing(Status status, Metadata trailers) {
      this.status = status;
      this.trailers = trailers;
    }

    @Override
    public <Q, R> ClientCall<Q, R> newCall(MethodDescriptor<Q, R> method, CallOptions options) {
      return new ClientCall<>() {
        @Override
        public void start(Listener<R> listener, Metadata headers) {
          listener.onClose(status, trailers);
        }

        @Override
        public void request(int count) {}

        @Override
        public void cancel(@Nullable String message, @Nullable Throwable cause) {}

        @Override
        public void halfClose() {}

        @Override
        public void sendMessage(Q message) {}
      };
    }

    @Override
    public String authority() {
      return "nowhere";
    }
  }
}
