package dev.faremesh.mesh.server;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faremesh.mesh.policy.Policies;
import dev.faremesh.mesh.serving.ConnectionPolicy;
import dev.faremesh.mesh.serving.ServingPolicy;
import dev.faremesh.mesh.telemetry.OtlpEndpoint;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

class ServerMainTest {
  private final List<ServerSettings> started = new ArrayList<>();
  private final StringWriter err = new StringWriter();

  @Test
  void defaultsStand() {
    assertThat(run(Map.of())).isZero();
    assertThat(started)
        .containsExactly(
            ServerSettings.local(4711)
                .with(new ServerSettings.Drain(Duration.ZERO, Duration.ofSeconds(5))));
  }

  @Test
  void everyOptionHasAVariable() {
    var environment =
        Map.ofEntries(
            entry("ECHO_HOST", "0.0.0.0"),
            entry("ECHO_PORT", "0"),
            entry("ECHO_HEALTH_PORT", "4712"),
            entry("ECHO_THREADS", "3"),
            entry("ECHO_MAX_MESSAGE_BYTES", "2048"),
            entry("ECHO_MAX_WATCHERS", "7"),
            entry("ECHO_MAX_CALLS", "11"),
            entry("ECHO_RATE_PER_CALLER", "23"),
            entry("ECHO_STREAM_IDLE", "13s"),
            entry("ECHO_STREAM_AGE", "17m"),
            entry("ECHO_MAX_CONNECTIONS", "29"),
            entry("ECHO_CONNECTION_AGE", "19s"),
            entry("ECHO_FAULTS", "true"),
            entry("ECHO_MESH_CONTROL", "true"),
            entry("ECHO_REFLECTION", "true"),
            entry("ECHO_DRAIN_HOLD", "250ms"),
            entry("ECHO_DRAIN_GRACE", "2m"),
            entry("ECHO_OTLP_ENDPOINT", "https://collector:4318/tenant"));
    assertThat(run(environment)).isZero();
    assertThat(started)
        .containsExactly(
            new ServerSettings(
                new ServerSettings.Listening("0.0.0.0", 0, Optional.of(4712), 3),
                7,
                new ServingPolicy(
                    2048,
                    11,
                    23,
                    Duration.ofSeconds(13),
                    Duration.ofMinutes(17),
                    ConnectionPolicy.DEFAULT.with(29, Duration.ofSeconds(19))),
                new ServerSettings.Drain(Duration.ofMillis(250), Duration.ofMinutes(2)),
                new ServerSettings.Controls(true, true, true),
                Policies.ofContracts(),
                ServerSettings.Security.NONE,
                Optional.of(OtlpEndpoint.parse("https://collector:4318/tenant"))));
  }

  @Test
  void eachControlIsEnabledByItself() {
    assertThat(run(Map.of(), "--faults")).isZero();
    assertThat(run(Map.of(), "--mesh-control")).isZero();
    assertThat(started)
        .extracting(ServerSettings::controls)
        .containsExactly(
            new ServerSettings.Controls(true, false), new ServerSettings.Controls(false, true));
  }

  @Test
  void anOptionWinsOverItsVariable() {
    assertThat(run(Map.of("ECHO_THREADS", "3"), "--threads", "2")).isZero();
    assertThat(started).extracting(s -> s.listening().threads()).containsExactly(2);
  }

  @Test
  void wrongValuesAreUsageErrors() {
    assertThat(run(Map.of("ECHO_PORT", "http"))).isEqualTo(2);
    assertThat(err.toString()).contains("--port").contains("'http'").contains("(from ECHO_PORT)");
    assertThat(run(Map.of(), "--threads", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("threads: 0 (expected: >= 1)");
    assertThat(run(Map.of(), "--max-calls", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("max-calls: 0 (expected: >= 1)");
    assertThat(run(Map.of(), "--rate-per-caller", "-1")).isEqualTo(2);
    assertThat(err.toString()).contains("rate-per-caller: -1 (expected: 0 to 1000000)");
    assertThat(run(Map.of(), "--max-connections", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("max-connections: 0 (expected: >= 1)");
    assertThat(run(Map.of(), "--stream-idle", "0s")).isEqualTo(2);
    assertThat(err.toString()).contains("stream-idle: PT0S (expected: > 0)");
    assertThat(run(Map.of("ECHO_STREAM_AGE", "0s"))).isEqualTo(2);
    assertThat(err.toString()).contains("stream-age: PT0S (expected: > 0)");
    assertThat(run(Map.of(), "--connection-age", "0s")).isEqualTo(2);
    assertThat(err.toString()).contains("connection-age: PT0S (expected: > 0)");
    assertThat(run(Map.of(), "--health-port", "65536")).isEqualTo(2);
    assertThat(err.toString()).contains("health-port: 65536 (expected: 0 to 65535)");
    assertThat(run(Map.of(), "--health-port", "4711")).isEqualTo(2);
    assertThat(err.toString()).contains("health-port: 4711 (expected: another one than port)");
    assertThat(run(Map.of(), "--drain-hold", "soon")).isEqualTo(2);
    assertThat(err.toString()).contains("'soon' is not a duration");
    assertThat(run(Map.of("ECHO_OTLP_ENDPOINT", "collector:4318"))).isEqualTo(2);
    assertThat(err.toString())
        .contains("'collector:4318' is no endpoint (expected: such as http://collector:4318)")
        .contains("(from ECHO_OTLP_ENDPOINT)");
    assertThat(started).isEmpty();
  }

  @Test
  void helpNamesEveryVariableAndDefault() {
    var line = ServerMain.commandLine(new Echo(), "ECHO", Map.of());
    var help = line.getUsageMessage();
    assertThat(help).contains("Env: ECHO_PORT", "Env: ECHO_DRAIN_HOLD", "Default: 4711");
    assertThat(line.getCommandSpec().options().stream().filter(o -> !o.usageHelp()))
        .allSatisfy(option -> assertThat(option.description()[1]).startsWith("Env: ECHO_"));
  }

  @Test
  void durationsReadAsPeopleWriteThem() {
    assertThat(ServerMain.duration("90s")).isEqualTo(Duration.ofSeconds(90));
    assertThat(ServerMain.duration("1h")).isEqualTo(Duration.ofHours(1));
    assertThat(ServerMain.duration("15ms")).isEqualTo(Duration.ofMillis(15));
    for (String wrong : List.of("", "5", "ms", "5x", "1..5s")) {
      assertThatThrownBy(() -> ServerMain.duration(wrong))
          .isInstanceOf(TypeConversionException.class)
          .hasMessageContaining("expected: such as 250ms, 20s, 5m or 1h");
    }
  }

  private int run(Map<String, String> environment, String... args) {
    return ServerMain.commandLine(new Echo(), "ECHO", environment)
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }

  @Command(name = "echo-server")
  private final class Echo implements Callable<Integer> {
    @Mixin private final ServerOptions options = new ServerOptions();

    @Option(names = "--port", description = "Port to listen on.", defaultValue = "4711")
    private int port;

    @Override
    public Integer call() {
      started.add(options.settings(port));
      return 0;
    }
  }
}
