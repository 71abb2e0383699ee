package dev.faremesh.lab.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.mesh.server.ServerMain;
import dev.faremesh.mesh.server.ServerSettings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RelayMainTest {
  private static final ServerSettings.Drain DRAIN =
      new ServerSettings.Drain(Duration.ZERO, Duration.ofSeconds(5));

  private final PrintStream err = System.err;
  private final PrintStream out = System.out;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final AtomicReference<@Nullable RelaySettings> started = new AtomicReference<>();

  @BeforeEach
  void capture() {
    var stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
    System.setErr(stream);
    System.setOut(stream);
  }

  @AfterEach
  void release() {
    System.setErr(err);
    System.setOut(out);
  }

  @Test
  void relayDependsOnNothingUnlessItIsToldTo() {
    run(Map.of());

    assertThat(started.get())
        .isEqualTo(new RelaySettings(ServerSettings.local(50061).with(DRAIN), List.of(), 1));
  }

  @Test
  void everySettingHasAnOption() {
    run(
        Map.of(),
        "--port=7",
        "--depends-on=leaf-1=127.0.0.1:11",
        "--depends-on",
        "leaf-2=static:///127.0.0.1:13,127.0.0.1:17",
        "--naive-attempts=5",
        "--faults",
        "--mesh-control");

    assertThat(started.get())
        .isEqualTo(
            new RelaySettings(
                ServerSettings.local(7).with(DRAIN).with(new ServerSettings.Controls(true, true)),
                List.of(
                    new Dependency("leaf-1", "127.0.0.1:11"),
                    new Dependency("leaf-2", "static:///127.0.0.1:13,127.0.0.1:17")),
                5));
  }

  @Test
  void everySettingHasAVariable() {
    run(
        Map.of(
            "RELAY_PORT", "19",
            "RELAY_DEPENDS_ON", "hop-1=127.0.0.1:23 hop-2=dns:///hop-2:29",
            "RELAY_NAIVE_ATTEMPTS", "3"));

    assertThat(started.get())
        .isEqualTo(
            new RelaySettings(
                ServerSettings.local(19).with(DRAIN),
                List.of(
                    new Dependency("hop-1", "127.0.0.1:23"),
                    new Dependency("hop-2", "dns:///hop-2:29")),
                3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--depends-on leaf | depends-on: 'leaf' (expected: NAME=TARGET)",
        "--depends-on '' | depends-on: '' (expected: NAME=TARGET)",
        "--depends-on =127.0.0.1:3 | depends-on: name '' (expected: a-z, 0-9 and -",
        "--depends-on Leaf=127.0.0.1:3 | depends-on: name 'Leaf' (expected: a-z, 0-9 and -",
        "--depends-on leaf= | depends-on leaf: '' (expected: a gRPC name",
        "--depends-on a=x:1 --depends-on a=y:2 | depends-on: 'a' twice (expected: every name once)",
        "--naive-attempts 0 | naive-attempts: 0 (expected: 1 to 5)",
        "--naive-attempts 6 | naive-attempts: 6 (expected: 1 to 5)",
        "--naive-attempts many | Invalid value for option '--naive-attempts'",
        "--port 65536 | port: 65536 (expected: 0 to 65535)",
      })
  void whatCannotBeIsAUsageError(String options, String said) {
    var words = options.replace("''", "").split(" ", -1);

    assertThat(run(Map.of(), words)).isEqualTo(2);

    assertThat(started.get()).isNull();
    assertThat(printed()).contains("relay: " + said);
  }

  @Test
  void targetThatGrpcDoesNotUnderstandIsAUsageError() {
    int code =
        ServerMain.execute(
            new RelayMain(), "RELAY", Map.of(), "--port=0", "--depends-on=leaf=nowhere:///leaf");

    assertThat(code).isEqualTo(2);
    assertThat(printed())
        .contains("relay: depends-on leaf: 'nowhere:///leaf' (expected: a gRPC name");
  }

  @Test
  void helpNamesEveryOptionItsVariableAndItsDefault() {
    assertThat(run(Map.of(), "--help")).isZero();

    assertThat(printed())
        .contains("--depends-on=NAME=TARGET", "RELAY_DEPENDS_ON")
        .contains("--naive-attempts=N", "RELAY_NAIVE_ATTEMPTS")
        .contains("--port=PORT", "RELAY_PORT", "50061");
    assertThat(started.get()).isNull();
  }

  private int run(Map<String, String> environment, String... args) {
    var command =
        new RelayMain(settings -> {
          started.set(settings);
          throw new IllegalStateException("a test starts no server");
        });
    return ServerMain.execute(command, "RELAY", environment, args);
  }

  private String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }
}
