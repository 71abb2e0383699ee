package dev.faremesh.supply.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faremesh.mesh.server.ServerSettings;
import dev.faremesh.supply.MovedClock;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
final class SupplyServerTest {
  private final MovedClock clock = new MovedClock();

  @ParameterizedTest
  @ValueSource(strings = {"", "faremesh.supply.v1.SupplyService"})
  void startedServerServes(String service) throws InterruptedException {
    try (var server = SupplyServer.start(onPort(0), clock)) {
      var channel =
          Grpc.newChannelBuilderForAddress(
                  "127.0.0.1", server.port(), InsecureChannelCredentials.create())
              .build();
      var health =
          HealthGrpc.newBlockingStub(channel)
              .withDeadlineAfter(20, TimeUnit.SECONDS)
              .check(HealthCheckRequest.newBuilder().setService(service).build());
      assertThat(health.getStatus()).isEqualTo(ServingStatus.SERVING);
      channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
    }
  }

  @Test
  void takenPortIsNamed() {
    try (var server = SupplyServer.start(onPort(0), clock)) {
      var taken = server.port();
      assertThatThrownBy(() -> SupplyServer.start(onPort(taken), clock))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("127.0.0.1:" + taken);
    }
  }

  private static SupplySettings onPort(int port) {
    return new SupplySettings(ServerSettings.local(port));
  }
}
