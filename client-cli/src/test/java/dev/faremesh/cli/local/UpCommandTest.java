package dev.faremesh.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.cli.Fare;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

@Timeout(60)
class UpCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void portOutOfRangeIsWrongUsage() {
    assertThat(up("--demand-port", "70000", "--data-dir", "unused")).isEqualTo(2);
    assertThat(err.toString()).contains("--demand-port: 70000 (expected: 0 to 65535)");
  }

  @Test
  void portAskedForTwiceIsWrongUsage() {
    assertThat(up("--demand-port", "50051", "--data-dir", "unused")).isEqualTo(2);
    assertThat(err.toString()).contains("--demand-port: 50051 (expected: another port");
  }

  @Test
  void peopleMayLookAroundInAMeshOfTheirOwn() {
    assertThat(new UpCommand().servers(Path.of("checkout")).options())
        .containsExactly("--reflection");
  }

  @Test
  void whatIsAllowedReachesTheServers() {
    var up = new UpCommand();
    new CommandLine(up).parseArgs("--faults", "--mesh-control");

    assertThat(up.servers(Path.of("checkout")).options())
        .containsExactly("--reflection", "--faults", "--mesh-control");
  }

  private int up(String... options) {
    var args = new String[options.length + 1];
    args[0] = "up";
    System.arraycopy(options, 0, args, 1, options.length);
    return Fare.run(args, new PrintWriter(out), new PrintWriter(err), Map.of());
  }
}
