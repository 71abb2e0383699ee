package dev.faremesh.mesh.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faremesh.mesh.v1.GetEdgesRequest;
import dev.faremesh.mesh.v1.MeshServiceGrpc;
import dev.faremesh.test.v1.EchoRequest;
import dev.faremesh.test.v1.EchoResponse;
import dev.faremesh.test.v1.EchoServiceGrpc;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TelemetryLayerTest {
  private final HeldEcho echo =
      new HeldEcho() {
        @Override
        public void watch(EchoRequest request, StreamObserver<EchoResponse> out) {
          echo(request, out);
        }
      };
  private final LayeredServer server =
      new LayeredServer(echo, ServingPolicy.DEFAULT.withMaxCalls(1), () -> 0L);

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void callsCountByTheWayTheyEnd() throws Exception {
    for (int i = 0; i < 7; i++) {
      assertThat(call("seven")).isEqualTo("seven");
    }
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> call("fail")).isInstanceOf(StatusRuntimeException.class);
    }
    assertThatThrownBy(() -> call("throw")).isInstanceOf(StatusRuntimeException.class);
    Eventually.holds(() -> numbers().underWay() == 0);
    var held = EchoServiceGrpc.newFutureStub(server.client).echo(text("hold"));
    var _ = echo.next();
    assertThat(numbers()).isEqualTo(new ServedCalls.Snapshot(11, 7, 0, 1, 1));
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> call("shed")).hasMessageContaining("as many calls under way");
    }
    held.cancel(true);
    var cancelledToo = new ServedCalls.Snapshot(17, 7, 5, 1, 0);
    Eventually.holds(() -> numbers().equals(cancelledToo));
  }

  @Test
  void whatIsOkIsTimed() throws Exception {
    var held = EchoServiceGrpc.newFutureStub(server.client).echo(text("hold"));
    var waiting = echo.next();
    server.timer.advance(Duration.ofMillis(800));
    waiting.answer();
    var _ = held.get();
    assertThat(server.served.latency().quantile(0.5))
        .isBetween(TimeUnit.MILLISECONDS.toNanos(800), TimeUnit.MILLISECONDS.toNanos(900));
  }

  @Test
  void streamsHealthAndControlDoNotCount() {
    assertThat(EchoServiceGrpc.newBlockingStub(server.client).watch(text("eleven")).hasNext())
        .isTrue();
    var _ =
        HealthGrpc.newBlockingStub(server.client).check(HealthCheckRequest.getDefaultInstance());
    var _ =
        MeshServiceGrpc.newBlockingStub(server.client)
            .getEdges(GetEdgesRequest.getDefaultInstance());
    assertThat(numbers()).isEqualTo(new ServedCalls.Snapshot(0, 0, 0, 1, 0));
  }

  private ServedCalls.Snapshot numbers() {
    return server.served.snapshot();
  }

  private String call(String text) {
    return EchoServiceGrpc.newBlockingStub(server.client).echo(text(text)).getText();
  }

  private static EchoRequest text(String text) {
    return EchoRequest.newBuilder().setText(text).build();
  }
}
