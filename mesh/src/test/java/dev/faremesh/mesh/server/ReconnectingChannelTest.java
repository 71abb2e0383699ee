package dev.faremesh.mesh.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.mesh.call.Protection;
import dev.faremesh.test.v1.PingRequest;
import dev.faremesh.test.v1.PingServiceGrpc;
import dev.faremesh.test.v1.PingServiceGrpc.PingServiceBlockingStub;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A channel to a server that is not there, and then is. */
@Timeout(60)
class ReconnectingChannelTest {
  private static final PingRequest PING = PingRequest.getDefaultInstance();

  private final EventLoop loop = EventLoop.start(1);
  private final int port = freePort();
  private final MeshChannel channel =
      MeshChannel.open("127.0.0.1:" + port, loop, ChannelSettings.DEFAULT);
  private final PingServiceBlockingStub stub = PingServiceGrpc.newBlockingStub(channel.layers());

  @AfterEach
  void stop() {
    channel.close();
    loop.close();
  }

  @Test
  void theChannelIsNotReadyUntilTheServerComes() {
    channel.edge().switches().set(Protection.BREAKER, false);
    var connection = channel.edge().connection();
    assertThat(connection.notReadyNanos()).isZero();
    assertThat(failure(() -> stub.ping(PING)).getStatus().getCode())
        .isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(connection.notReadyNanos()).isPositive();
    assertThat(channel)
        .hasToString("MeshChannel[%1$s at %1$s, TRANSIENT_FAILURE]".formatted("127.0.0.1:" + port));
    try (var server = new PingServer("seven", port)) {
      pingUntilAnswered();
      assertThat(connection.notReadyNanos()).isZero();
      assertThat(connection.state()).isEqualTo("READY");
      assertThat(server.connections).hasValue(1);
    }
  }

  @DisplayName("T17: who waits for a connection waits no longer than the contract's deadline")
  @Test
  void waitForReadyEndsWithTheDeadlineAndSaysWhatItWaitedFor() {
    failure(() -> stub.ping(PING)); // the first call of a JVM takes longer than this deadline
    var failure = failure(() -> stub.withWaitForReady().pingSoon(PING));
    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
    assertThat(failure).hasMessageContaining("wait_for_ready");
  }

  @DisplayName("T17: a call without any deadline cannot wait for ever, since it cannot be made")
  @Test
  void waitForReadyWithoutADeadlineIsRefused() {
    var failure = failure(() -> stub.withWaitForReady().pingFreely(PING));
    assertThat(ErrorStatus.infoOf(failure).orElseThrow().getReason()).isEqualTo("DEADLINE_MISSING");
  }

  private void pingUntilAnswered() {
    while (true) {
      try {
        assertThat(stub.ping(PING).getName()).isEqualTo("seven");
        return;
      } catch (StatusRuntimeException e) {
        assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        channel.edge().connection().hurry();
      }
    }
  }

  private static StatusRuntimeException failure(Runnable call) {
    return catchThrowableOfType(StatusRuntimeException.class, call::run);
  }

  private static int freePort() {
    try (var server = new PingServer("gone")) {
      return server.port();
    }
  }
}
