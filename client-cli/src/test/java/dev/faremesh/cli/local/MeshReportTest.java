package dev.faremesh.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.cli.call.Peer;
import dev.faremesh.cli.output.OutputOptions;
import dev.faremesh.cli.output.Terminal;
import dev.faremesh.cli.output.TerminalOwner;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Timeout(60)
class MeshReportTest {
  private static final Map<Peer, Integer> ANY_PORTS =
      Map.of(Peer.SUPPLY, 0, Peer.DEMAND, 0, Peer.PRICING, 0);

  private final Verb verb = new Verb();

  @TempDir Path folder;

  @Test
  void whatIsAllowedIsSaidWithWhatToTry() throws IOException, InterruptedException {
    var text = report(List.of("--faults", "--mesh-control"));

    assertThat(text)
        .contains("On, and not for production: --faults, --mesh-control")
        .containsPattern("fare fault inject GetDemand --stall --for 20s --target 127.0.0.1:\\d+");
  }

  @Test
  void whatIsAllowedIsInJson() throws IOException, InterruptedException {
    assertThat(report(List.of("--faults"), "-o", "json"))
        .contains("\"controls\": [")
        .contains("\"--faults\"");
  }

  @Test
  void nothingIsSaidOfWhatIsNotAllowed() throws IOException, InterruptedException {
    assertThat(report(List.of())).contains("fare check").doesNotContain("production", "fault");
  }

  private String report(List<String> controls, String... options)
      throws IOException, InterruptedException {
    new CommandLine(verb).parseArgs(options);
    try (var mesh =
        LocalMesh.start(
            new MeshPlan(ANY_PORTS, folder),
            (server, port, others) -> FakeServer.command(port),
            false,
            news -> {})) {
      new MeshReport(mesh, controls, Optional.empty()).print(verb.output);
    }
    return verb.out.toString();
  }

  @Command
  private static final class Verb implements TerminalOwner {
    private final StringWriter out = new StringWriter();
    @Mixin private OutputOptions output = new OutputOptions();

    @Override
    public Terminal terminal() {
      return Terminal.plain(new PrintWriter(out), new PrintWriter(out));
    }
  }
}
