package dev.faremesh.supply.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.mesh.policy.Policies;
import dev.faremesh.mesh.server.ServerMain;
import dev.faremesh.mesh.server.ServerSettings;
import dev.faremesh.mesh.serving.ServingPolicy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

final class SupplySettingsTest {
  @Test
  void defaults() {
    assertThat(settings(Map.of()))
        .isEqualTo(
            ServerSettings.local(50_051)
                .with(new ServerSettings.Drain(Duration.ZERO, Duration.ofSeconds(5))));
  }

  @Test
  void everyVariableIsRead() {
    var environment =
        Map.of(
            "SUPPLY_HOST", "0.0.0.0",
            "SUPPLY_PORT", "7001",
            "SUPPLY_THREADS", "2",
            "SUPPLY_MAX_MESSAGE_BYTES", "65536",
            "SUPPLY_MAX_WATCHERS", "17",
            "SUPPLY_DRAIN_HOLD", "3s",
            "SUPPLY_DRAIN_GRACE", "250ms");

    assertThat(settings(environment))
        .isEqualTo(
            new ServerSettings(
                new ServerSettings.Listening("0.0.0.0", 7001, Optional.empty(), 2),
                17,
                ServingPolicy.DEFAULT.withMaxMessageBytes(65_536),
                new ServerSettings.Drain(Duration.ofSeconds(3), Duration.ofMillis(250)),
                ServerSettings.Controls.NONE,
                Policies.ofContracts(),
                ServerSettings.Security.NONE,
                Optional.empty()));
  }

  @Test
  void optionsComeBeforeVariables() {
    assertThat(settings(Map.of("SUPPLY_PORT", "7001"), "--port", "7002").listening().port())
        .isEqualTo(7002);
  }

  @ParameterizedTest
  @CsvSource({
    "SUPPLY_PORT, 65536",
    "SUPPLY_PORT, http",
    "SUPPLY_THREADS, 0",
    "SUPPLY_MAX_MESSAGE_BYTES, 1",
    "SUPPLY_MAX_WATCHERS, 0",
    "SUPPLY_DRAIN_GRACE, soon"
  })
  void wrongValuesAreUsageErrors(String variable, String value) {
    var environment = Map.of(variable, value);
    assertThat(ServerMain.execute(new SupplyMain(), "SUPPLY", environment)).isEqualTo(2);
  }

  private static ServerSettings settings(Map<String, String> environment, String... args) {
    var probe = new Probe();
    assertThat(ServerMain.execute(probe, "SUPPLY", environment, args)).isZero();
    return probe.main.settings().server();
  }

  /** Has the options of the server, and does not start it. */
  @Command
  private static final class Probe implements Callable<Integer> {
    @Mixin private final SupplyMain main = new SupplyMain();

    @Override
    public Integer call() {
      return 0;
    }
  }
}
