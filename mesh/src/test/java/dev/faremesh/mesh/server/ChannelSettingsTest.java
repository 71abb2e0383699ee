package dev.faremesh.mesh.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.mesh.policy.Transport;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ChannelSettingsTest {
  /** To see a server hang up would take a minute: grpc's channels ping every 10 s at most. */
  @DisplayName("T42: a channel pings less often than its server bears, by grpc's own clamp too")
  @Test
  void keepaliveAgreesWithThePermit() {
    var transport = Transport.DEFAULT;
    assertThat(transport.keepaliveTime()).isGreaterThan(transport.keepalivePermit());
    assertThat(transport.keepalivePermit()).isLessThanOrEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void channelsBetweenServersAreHealthAwareAndThoseOfPeopleAreNot() {
    assertThat(ChannelSettings.DEFAULT.serviceConfig())
        .extractingByKey("healthCheckConfig")
        .isEqualTo(Map.of("serviceName", ""));
    assertThat(ChannelSettings.WHATEVER_HEALTH_SAYS.serviceConfig())
        .containsOnlyKeys("loadBalancingConfig");
  }

  @Test
  void retriesAreNotForTheServiceConfig() {
    assertThat(ChannelSettings.DEFAULT.serviceConfig())
        .doesNotContainKeys("methodConfig", "retryThrottling");
  }
}
