package dev.faremesh.mesh.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faremesh.mesh.EchoServer;
import dev.faremesh.test.v1.EchoRequest;
import dev.faremesh.test.v1.EchoResponse;
import dev.faremesh.test.v1.EchoServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HealthPortTest {
  private static final ServerSettings SETTINGS =
      ServerSettings.local(0)
          .with(new ServerSettings.Drain(Duration.ZERO, Duration.ofSeconds(20)))
          .withHealthPort(0);

  private final EchoServer echo = new EchoServer(SETTINGS);
  private final ManagedChannel probe = plaintext(echo.server.healthPort().orElseThrow());
  private final ManagedChannel caller = plaintext(echo.server.port());

  @AfterEach
  void stop() {
    probe.shutdownNow();
    caller.shutdownNow();
    echo.close();
  }

  @Test
  void aServerThatWarmsUpIsLiveButNeitherStartedNorReady() {
    assertThat(health("liveness")).isEqualTo(ServingStatus.SERVING);
    assertThat(health("startup")).isEqualTo(ServingStatus.NOT_SERVING);
    assertThat(health("readiness")).isEqualTo(ServingStatus.NOT_SERVING);
    assertThat(health("")).isEqualTo(ServingStatus.NOT_SERVING);
  }

  @Test
  void aWarmServerIsAllThree() {
    echo.server.ready();
    assertThat(health("liveness")).isEqualTo(ServingStatus.SERVING);
    assertThat(health("startup")).isEqualTo(ServingStatus.SERVING);
    assertThat(health("readiness")).isEqualTo(ServingStatus.SERVING);
    assertThat(health("")).isEqualTo(ServingStatus.SERVING);
  }

  @Test
  void aServerThatDrainsIsNoLongerReadyButStillLive() {
    echo.server.ready();
    var inFlight = inFlight();
    var stopped = CompletableFuture.runAsync(echo::close);
    while (health("readiness") == ServingStatus.SERVING) {
      Thread.onSpinWait();
    }
    assertThat(health("liveness")).isEqualTo(ServingStatus.SERVING);
    assertThat(health("startup")).isEqualTo(ServingStatus.SERVING);
    assertThat(health("")).isEqualTo(ServingStatus.NOT_SERVING);
    inFlight.onCompleted();
    stopped.join();
    assertThatThrownBy(() -> health("liveness"))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            gone -> assertThat(gone.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE));
  }

  @Test
  void nothingElseIsServedThere() {
    echo.server.ready();
    var stub = EchoServiceGrpc.newBlockingStub(probe).withDeadlineAfter(20, TimeUnit.SECONDS);
    assertThatThrownBy(() -> stub.echo(EchoRequest.getDefaultInstance()))
        .hasMessageContaining("UNIMPLEMENTED");
  }

  /** And of few: those who probe a server are not many. */
  @Test
  void oneAddressHoldsHalfOfItsConnections() throws IOException {
    health("liveness"); // the probe has one
    var held = new ArrayList<RawClient>();
    try {
      for (int i = 0; i < 31; i++) {
        held.add(new RawClient(echo.server.healthPort().orElseThrow()).greet());
      }
      try (var client = new RawClient(echo.server.healthPort().orElseThrow())) {
        assertThat(client.awaitEnd()).isEmpty();
      }
      assertThat(health("liveness")).isEqualTo(ServingStatus.SERVING);
    } finally {
      for (RawClient client : held) {
        client.close();
      }
    }
  }

  @Test
  void aTakenHealthPortIsNamedAndTheMainPortGivenBack() {
    int taken = echo.server.port();
    assertThatThrownBy(() -> new EchoServer(ServerSettings.local(0).withHealthPort(taken)))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("cannot listen on 127.0.0.1:" + taken);
  }

  @Test
  void withoutTheOptionThereIsNone() {
    try (var other = new EchoServer(ServerSettings.local(0))) {
      assertThat(other.server.healthPort()).isEmpty();
    }
  }

  private StreamObserver<EchoResponse> inFlight() {
    EchoServiceGrpc.newStub(caller)
        .withDeadlineAfter(20, TimeUnit.SECONDS)
        .echoFreely(EchoRequest.newBuilder().setText("wait").build(), new Ignored());
    return echo.waiting.join();
  }

  private ServingStatus health(String service) {
    return HealthGrpc.newBlockingStub(probe)
        .withDeadlineAfter(20, TimeUnit.SECONDS)
        .check(HealthCheckRequest.newBuilder().setService(service).build())
        .getStatus();
  }

  private static ManagedChannel plaintext(int port) {
    return NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
  }

  private static final class Ignored implements StreamObserver<EchoResponse> {
    @Override
    public void onNext(EchoResponse response) {}

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onCompleted() {}
  }
}
