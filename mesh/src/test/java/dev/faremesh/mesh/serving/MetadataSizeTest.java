package dev.faremesh.mesh.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.mesh.server.EventLoop;
import dev.faremesh.mesh.server.MeshChannel;
import dev.faremesh.test.v1.EchoRequest;
import dev.faremesh.test.v1.EchoResponse;
import dev.faremesh.test.v1.EchoServiceGrpc;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a client of ours sees of metadata over 8,192 bytes, on real Netty. */
@Timeout(30)
class MetadataSizeTest {
  private final LayeredServer server =
      new LayeredServer(
          new HeldEcho() {
            @Override
            public void echoFreely(EchoRequest request, StreamObserver<EchoResponse> out) {
              throw ErrorStatus.of(
                  Status.Code.NOT_FOUND, "LOST", request.getText(), Map.of("a", "b"));
            }
          });
  private final EventLoop loop = EventLoop.start(1);
  private final MeshChannel channel = MeshChannel.open("127.0.0.1:" + server.port(), loop);
  private final EchoServiceGrpc.EchoServiceBlockingStub stub =
      EchoServiceGrpc.newBlockingStub(channel.layers()).withDeadlineAfter(Duration.ofSeconds(20));

  @AfterEach
  void close() {
    channel.close();
    loop.close();
    server.close();
  }

  @DisplayName(
      "T43: trailers that are too large are an error of the transport, not ours; of one call")
  @Test
  void trailersThatAreTooLarge() {
    var fitting = failureOf("x".repeat(3_000)); // said plainly, and in base64
    assertThat(ErrorStatus.infoOf(fitting).orElseThrow().getReason()).isEqualTo("LOST");
    var error = failureOf("x".repeat(4_000));
    assertThat(error).hasMessage("INTERNAL: http2 exception");
    assertThat(ErrorStatus.infoOf(error)).isEmpty();
    assertThat(stub.echo(text("seven")).getText()).isEqualTo("seven");
  }

  @DisplayName("T43: so are headers")
  @Test
  void headersThatAreTooLarge() {
    var headers = new Metadata();
    headers.put(
        Metadata.Key.of("faremesh-large", Metadata.ASCII_STRING_MARSHALLER), "x".repeat(8_192));
    var loaded = stub.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
    var error =
        catchThrowableOfType(StatusRuntimeException.class, () -> loaded.echo(text("seven")));
    assertThat(error).hasMessage("INTERNAL: http2 exception");
    assertThat(ErrorStatus.infoOf(error)).isEmpty();
    assertThat(stub.echo(text("eleven")).getText()).isEqualTo("eleven");
  }

  private StatusRuntimeException failureOf(String text) {
    return catchThrowableOfType(StatusRuntimeException.class, () -> stub.echoFreely(text(text)));
  }

  private static EchoRequest text(String text) {
    return EchoRequest.newBuilder().setText(text).build();
  }
}
