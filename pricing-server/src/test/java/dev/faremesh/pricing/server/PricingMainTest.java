package dev.faremesh.pricing.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.mesh.policy.Policies;
import dev.faremesh.mesh.server.ServerMain;
import dev.faremesh.mesh.server.ServerSettings;
import dev.faremesh.mesh.serving.ServingPolicy;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PricingMainTest {
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final AtomicReference<@Nullable PricingSettings> started = new AtomicReference<>();

  @BeforeEach
  void capture() {
    var stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
    System.setOut(stream);
    System.setErr(stream);
  }

  @AfterEach
  void release() {
    System.setOut(out);
    System.setErr(err);
  }

  @Test
  void defaultsAreThoseOfOneMachine() {
    run(Map.of());

    assertThat(started.get())
        .isEqualTo(
            new PricingSettings(
                ServerSettings.local(50053)
                    .with(new ServerSettings.Drain(Duration.ZERO, Duration.ofSeconds(5))),
                "127.0.0.1:50051",
                "127.0.0.1:50052",
                Optional.empty(),
                Optional.empty()));
  }

  @Test
  void everySettingHasAVariable() {
    run(
        Map.ofEntries(
            Map.entry("PRICING_HOST", "0.0.0.0"),
            Map.entry("PRICING_PORT", "7"),
            Map.entry("PRICING_THREADS", "3"),
            Map.entry("PRICING_MAX_MESSAGE_BYTES", "2048"),
            Map.entry("PRICING_MAX_WATCHERS", "11"),
            Map.entry("PRICING_DRAIN_HOLD", "250ms"),
            Map.entry("PRICING_DRAIN_GRACE", "13s"),
            Map.entry("PRICING_SUPPLY_TARGET", "dns:///supply:17"),
            Map.entry("PRICING_DEMAND_TARGET", "dns:///demand:19"),
            Map.entry("PRICING_QUOTE_KEYS", "keys.json"),
            Map.entry("PRICING_TARIFF_FILE", "fares.json")));

    assertThat(started.get())
        .isEqualTo(
            new PricingSettings(
                new ServerSettings(
                    new ServerSettings.Listening("0.0.0.0", 7, Optional.empty(), 3),
                    11,
                    ServingPolicy.DEFAULT.withMaxMessageBytes(2048),
                    new ServerSettings.Drain(Duration.ofMillis(250), Duration.ofSeconds(13)),
                    ServerSettings.Controls.NONE,
                    Policies.ofContracts(),
                    ServerSettings.Security.NONE,
                    Optional.empty()),
                "dns:///supply:17",
                "dns:///demand:19",
                Optional.of(Path.of("keys.json")),
                Optional.of(Path.of("fares.json"))));
  }

  @ParameterizedTest
  @CsvSource({
    "PRICING_PORT, 65536, port: 65536 (expected: 0 to 65535)",
    "PRICING_PORT, http, 'Invalid value for option ''--port'''",
    "PRICING_SUPPLY_TARGET, ' ', supply-target: ' ' (expected: a gRPC name",
    "PRICING_DEMAND_TARGET, ' ', demand-target: ' ' (expected: a gRPC name",
  })
  void whatCannotBeIsAUsageError(String variable, String value, String said) {
    assertThat(run(Map.of(variable, value))).isEqualTo(2);

    assertThat(started.get()).isNull();
    assertThat(printed()).contains(said);
  }

  @Test
  void helpNamesEveryOptionItsVariableAndItsDefault() {
    assertThat(run(Map.of(), "--help")).isZero();

    assertThat(printed())
        .contains("--supply-target=TARGET", "PRICING_SUPPLY_TARGET", "127.0.0.1:50051")
        .contains("--demand-target=TARGET", "PRICING_DEMAND_TARGET", "127.0.0.1:50052")
        .contains("--tariff-file=FILE", "PRICING_TARIFF_FILE")
        .contains("--port=PORT", "PRICING_PORT", "50053");
    assertThat(started.get()).isNull();
  }

  private int run(Map<String, String> environment, String... args) {
    var command =
        new PricingMain(settings -> {
          started.set(settings);
          throw new IllegalStateException("a test starts no server");
        });
    return ServerMain.execute(command, "PRICING", environment, args);
  }

  private String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }
}
