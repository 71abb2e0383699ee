package dev.faremesh.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.mesh.telemetry.OtlpEndpoint;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A process that was not told of a collector knows nothing of OpenTelemetry. */
@Timeout(120)
final class UnaskedTest {
  @Test
  void withoutTheOptionNoClassOfOpenTelemetryIsLoaded() throws IOException, InterruptedException {
    assertThat(loaded())
        .anyMatch(line -> line.contains("dev.faremesh.mesh.server.MeshNode "))
        .noneMatch(line -> line.contains("io.opentelemetry."));
  }

  @Test
  void withItTheSdkIsLoaded() throws IOException, InterruptedException {
    assertThat(loaded("http://127.0.0.1:9"))
        .anyMatch(line -> line.contains("io.opentelemetry.sdk.metrics.SdkMeterProvider "));
  }

  private static List<String> loaded(String... endpoint) throws IOException, InterruptedException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Program.class.getName()));
    command.addAll(List.of(endpoint));
    var process = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
    try (var out = process.inputReader(StandardCharsets.UTF_8)) {
      var lines = out.readAllLines();
      assertThat(process.waitFor()).isZero();
      return lines;
    }
  }

  /** Serves a call and stops. */
  static final class Program {
    private Program() {}

    public static void main(String[] endpoint) throws IOException {
      try (var node =
          endpoint.length == 0
              ? ObservedNode.sendingNothing()
              : ObservedNode.sendingTo(OtlpEndpoint.parse(endpoint[0]))) {
        if (!node.call(1).equals("OK")) {
          throw new IllegalStateException("no call");
        }
      }
    }
  }
}
