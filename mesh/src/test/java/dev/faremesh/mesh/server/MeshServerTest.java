package dev.faremesh.mesh.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faremesh.mesh.EchoServer;
import dev.faremesh.mesh.serving.ServedCalls;
import dev.faremesh.test.v1.EchoRequest;
import dev.faremesh.test.v1.EchoResponse;
import dev.faremesh.test.v1.EchoServiceGrpc;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class MeshServerTest {
  private final EchoServer echo = new EchoServer();
  private final EventLoop loop = EventLoop.start(1);
  private final MeshChannel channel = MeshChannel.open("127.0.0.1:" + echo.server.port(), loop);

  @AfterEach
  void stop() {
    channel.close();
    loop.close();
    echo.close();
  }

  @Test
  void healthSaysNotServingUntilReadyForAllAndForEachService() {
    assertThat(health("")).isEqualTo(ServingStatus.NOT_SERVING);
    assertThat(health("faremesh.test.v1.EchoService")).isEqualTo(ServingStatus.NOT_SERVING);
    echo.server.ready();
    assertThat(health("")).isEqualTo(ServingStatus.SERVING);
    assertThat(health("faremesh.test.v1.EchoService")).isEqualTo(ServingStatus.SERVING);
  }

  @Test
  void aDrainSaysNotServingFirstAndThenLetsCallsInFlightEnd() throws Exception {
    echo.server.ready();
    var watched = new HealthWatch();
    HealthGrpc.newStub(channel.layers()).watch(HealthCheckRequest.getDefaultInstance(), watched);
    assertThat(watched.next()).isEqualTo("SERVING");
    var answer = new Answer();
    EchoServiceGrpc.newStub(channel.layers())
        .withDeadlineAfter(20, TimeUnit.SECONDS)
        .echoFreely(text("wait"), answer);
    var inFlight = echo.waiting.join();

    var stopped = CompletableFuture.runAsync(echo::close);
    assertThat(watched.next()).isEqualTo("NOT_SERVING");
    inFlight.onNext(EchoResponse.newBuilder().setText("in time").build());
    inFlight.onCompleted();
    assertThat(answer.result.join()).isEqualTo("in time");
    stopped.join();
  }

  @Test
  void aDrainSendsThoseAwayWhoWatchHealth() throws Exception {
    echo.server.ready();
    var watched = new HealthWatch();
    HealthGrpc.newStub(channel.layers()).watch(HealthCheckRequest.getDefaultInstance(), watched);
    assertThat(watched.next()).isEqualTo("SERVING");
    echo.close();
    assertThat(watched.next()).isEqualTo("NOT_SERVING");
    assertThat(watched.next()).contains("UNAVAILABLE").contains("come back");
  }

  @DisplayName("T33: a server whose dependency is down still says SERVING")
  @Test
  void healthSpeaksOfTheServerAlone() {
    var dependency = echo.node.open("dependency", "127.0.0.1:" + portWithoutAServer());
    echo.server.ready();
    var stub = EchoServiceGrpc.newBlockingStub(dependency.layers());
    while (!state(dependency).equals("OPEN")) {
      assertThatThrownBy(() -> stub.guarded(text("seven")))
          .isInstanceOf(StatusRuntimeException.class);
    }
    assertThat(health("")).isEqualTo(ServingStatus.SERVING);
    assertThat(health("faremesh.test.v1.EchoService")).isEqualTo(ServingStatus.SERVING);
    assertThat(echo.node.edges()).containsExactly(dependency.edge());
  }

  private static String state(MeshChannel channel) {
    return channel
        .edge()
        .stateOf(EchoServiceGrpc.getGuardedMethod())
        .breakerNumbers()
        .orElseThrow()
        .state();
  }

  private static int portWithoutAServer() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whatAServerServesIsCounted() {
    for (int i = 0; i < 7; i++) {
      var _ = EchoServiceGrpc.newBlockingStub(channel.layers()).echo(text("seven"));
    }
    assertThat(echo.node.served().snapshot()).isEqualTo(new ServedCalls.Snapshot(7, 7, 0, 1024, 0));
  }

  @Test
  void aCallThatOutlivesTheGraceIsCutOff() {
    var answer = new Answer();
    EchoServiceGrpc.newStub(channel.layers())
        .withDeadlineAfter(20, TimeUnit.SECONDS)
        .echoFreely(text("wait"), answer);
    echo.waiting.join();
    echo.close();
    assertThat(answer.result.join()).startsWith("io.grpc.StatusRuntimeException");
  }

  @Test
  void aTakenPortIsNamed() {
    var settings = ServerSettings.local(echo.server.port());
    assertThatThrownBy(() -> new EchoServer(settings))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("cannot listen on 127.0.0.1:" + settings.listening().port())
        .hasMessageContaining("in use");
  }

  @Test
  void settingsThatMakeNoSenseAreRefusedWithValueAndExpectation() {
    assertThatThrownBy(() -> ServerSettings.local(70_000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("port: 70000 (expected: 0 to 65535)");
  }

  private ServingStatus health(String service) {
    return HealthGrpc.newBlockingStub(channel.layers())
        .withDeadlineAfter(20, TimeUnit.SECONDS)
        .check(HealthCheckRequest.newBuilder().setService(service).build())
        .getStatus();
  }

  private static EchoRequest text(String text) {
    return EchoRequest.newBuilder().setText(text).build();
  }

  private static final class Answer implements StreamObserver<EchoResponse> {
    private final CompletableFuture<String> result = new CompletableFuture<>();

    @Override
    public void onNext(EchoResponse response) {
      result.complete(response.getText());
    }

    @Override
    public void onError(Throwable failure) {
      result.complete("" + failure);
    }

    @Override
    public void onCompleted() {
      result.complete("completed without an answer");
    }
  }

  private static final class HealthWatch implements StreamObserver<HealthCheckResponse> {
    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

    String next() throws InterruptedException {
      return String.valueOf(seen.poll(20, TimeUnit.SECONDS));
    }

    @Override
    public void onNext(HealthCheckResponse response) {
      seen.add(response.getStatus().name());
    }

    @Override
    public void onError(Throwable failure) {
      seen.add("" + failure);
    }

    @Override
    public void onCompleted() {
      seen.add("completed");
    }
  }
}
