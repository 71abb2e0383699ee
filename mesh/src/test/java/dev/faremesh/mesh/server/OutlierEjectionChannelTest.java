package dev.faremesh.mesh.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faremesh.test.v1.PingRequest;
import dev.faremesh.test.v1.PingServiceGrpc;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Of two servers, seven is asked nonsense by this client, and says so. */
@Timeout(60)
class OutlierEjectionChannelTest {
  private static final OutlierEjection EJECTION =
      new OutlierEjection(Duration.ofMillis(50), Duration.ofMinutes(5), 50, 3, 1, 50);

  private final EventLoop loop = EventLoop.start(1);
  private final PingServer seven = new PingServer("seven");
  private final PingServer eleven = new PingServer("eleven");

  @AfterEach
  void stop() {
    seven.close();
    eleven.close();
    loop.close();
  }

  @DisplayName("T4: grpc's outlier detection ejects a server for its caller's mistakes")
  @Test
  void whenItIsOnTheCallersMistakesEjectAServer() {
    seven.failure = Optional.of(Status.INVALID_ARGUMENT);
    try (var channel = open(ChannelSettings.DEFAULT.with(EJECTION))) {
      int elevenInARow = 0;
      while (elevenInARow < 20) {
        elevenInARow = pingReachesEleven(channel) ? elevenInARow + 1 : 0;
      }
    }
  }

  @DisplayName("T4: one bad client ejects no server unless outlier ejection is asked for")
  @Test
  void byDefaultNoServerIsEjected() {
    try (var channel = open(ChannelSettings.DEFAULT)) {
      while (seven.calls.get() == 0 || eleven.calls.get() == 0) {
        pingReachesEleven(channel);
      }
      seven.failure = Optional.of(Status.INVALID_ARGUMENT);
      seven.calls.set(0);
      for (int i = 0; i < 1000; i++) {
        pingReachesEleven(channel);
      }
      assertThat(seven.calls).hasValue(500);
    }
  }

  @Test
  void numbersThatMakeNoSenseAreRefusedWithValueAndExpectation() {
    assertThatThrownBy(() -> ejection(Duration.ZERO, 50, 3, 1, 50))
        .hasMessage("outlier-ejection.interval: PT0S (expected: > 0)");
    assertThatThrownBy(() -> ejection(Duration.ofSeconds(1), 101, 3, 1, 50))
        .hasMessage("outlier-ejection.failure-percent: 101 (expected: 0 to 100)");
    assertThatThrownBy(() -> ejection(Duration.ofSeconds(1), 50, 0, 1, 50))
        .hasMessage("outlier-ejection.request-volume: 0 (expected: >= 1)");
    assertThatThrownBy(() -> ejection(Duration.ofSeconds(1), 50, 3, 0, 50))
        .hasMessage("outlier-ejection.minimum-hosts: 0 (expected: >= 1)");
    assertThatThrownBy(() -> ejection(Duration.ofSeconds(1), 50, 3, 1, -1))
        .hasMessage("outlier-ejection.max-ejected-percent: -1 (expected: 0 to 100)");
  }

  private static OutlierEjection ejection(
      Duration interval, int failures, int volume, int hosts, int ejected) {
    return new OutlierEjection(interval, Duration.ofSeconds(30), failures, volume, hosts, ejected);
  }

  private MeshChannel open(ChannelSettings settings) {
    return MeshChannel.open(PingServer.targetOf(seven, eleven), loop, settings);
  }

  private static boolean pingReachesEleven(MeshChannel channel) {
    try {
      var answer =
          PingServiceGrpc.newBlockingStub(channel.layers()).ping(PingRequest.getDefaultInstance());
      return answer.getName().equals("eleven");
    } catch (StatusRuntimeException e) {
      assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
      return false;
    }
  }
}
