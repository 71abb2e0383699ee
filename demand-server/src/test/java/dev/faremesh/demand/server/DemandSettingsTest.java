package dev.faremesh.demand.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faremesh.mesh.policy.Policies;
import dev.faremesh.mesh.server.ServerMain;
import dev.faremesh.mesh.server.ServerSettings;
import dev.faremesh.mesh.serving.ServingPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DemandSettingsTest {
  private final DemandMain program = new DemandMain();

  @Test
  void defaultsServeOnThisMachineAndCountFiveMinutes() {
    assertThat(help(Map.of())).isZero();

    assertThat(program.settings())
        .isEqualTo(
            new DemandSettings(
                ServerSettings.local(50_052)
                    .with(new ServerSettings.Drain(Duration.ZERO, Duration.ofSeconds(5))),
                Duration.ofMinutes(5)));
  }

  @Test
  void everySettingHasItsVariable() {
    var environment =
        Map.of(
            "DEMAND_HOST", "0.0.0.0",
            "DEMAND_PORT", "7001",
            "DEMAND_THREADS", "3",
            "DEMAND_MAX_MESSAGE_BYTES", "4096",
            "DEMAND_MAX_WATCHERS", "11",
            "DEMAND_DRAIN_HOLD", "250ms",
            "DEMAND_DRAIN_GRACE", "7s",
            "DEMAND_WINDOW", "90s",
            "DEMAND_QUOTE_KEYS", "keys.json");
    assertThat(help(environment)).isZero();

    assertThat(program.settings())
        .isEqualTo(
            new DemandSettings(
                new ServerSettings(
                    new ServerSettings.Listening("0.0.0.0", 7001, Optional.empty(), 3),
                    11,
                    ServingPolicy.DEFAULT.withMaxMessageBytes(4096),
                    new ServerSettings.Drain(Duration.ofMillis(250), Duration.ofSeconds(7)),
                    ServerSettings.Controls.NONE,
                    Policies.ofContracts(),
                    ServerSettings.Security.NONE,
                    Optional.empty()),
                Duration.ofSeconds(90),
                Map.of(),
                Optional.of(Path.of("keys.json"))));
  }

  @ParameterizedTest
  @CsvSource({
    "--window,0s",
    "--window,1500ms",
    "--window,2h",
    "--window,soon",
    "--port,65536",
    "--threads,0",
    "--max-watchers,0",
    "--max-message-bytes,7",
    "--drain-hold,-1s"
  })
  void valueThatCannotBeIsAUsageError(String option, String value) {
    assertThat(ServerMain.execute(program, "DEMAND", Map.of(), option + "=" + value)).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-5M", "PT1.5S", "PT1H1S"})
  void windowThatCannotBeIsNamed(Duration window) {
    assertThatThrownBy(() -> new DemandSettings(ServerSettings.local(0), window))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("window: %s (expected: whole seconds, 1s to 1h)", window);
  }

  /** Reads the settings as the program does, without starting it. */
  private int help(Map<String, String> environment) {
    return ServerMain.execute(program, "DEMAND", environment, "--help");
  }
}
