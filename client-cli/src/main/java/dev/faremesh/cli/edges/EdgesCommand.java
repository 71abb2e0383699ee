package dev.faremesh.cli.edges;

import dev.faremesh.cli.call.Connections;
import dev.faremesh.cli.call.Peer;
import dev.faremesh.cli.call.TargetOptions;
import dev.faremesh.cli.output.OutputOptions;
import dev.faremesh.mesh.v1.GetEdgesRequest;
import dev.faremesh.mesh.v1.MeshServiceGrpc;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what the servers see of each other, once or again and again. */
@Command(
    name = "edges",
    description = {
      "Show what the servers call and serve, and what protects them.",
      "Rates are of the last ten seconds, counts since the start."
    },
    synopsisSubcommandLabel = "[switch ...]",
    commandListHeading = "%nVerbs:%n",
    subcommands = SwitchCommand.class)
public final class EdgesCommand implements Callable<Integer> {
  @Option(
      names = "--watch",
      description = "Go on until Ctrl-C, or until no server answers; as JSON, one object a line.")
  private boolean watch;

  @Option(
      names = "--interval",
      paramLabel = "DURATION",
      defaultValue = "1s",
      converter = Interval.class,
      description = "How often to look when watching, 100ms to 60s.")
  private Duration interval = Duration.ZERO;

  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private TargetOptions targets = new TargetOptions(Peer.values());

  @Override
  public Integer call() throws InterruptedException {
    try (var connections = Connections.to(targets)) {
      return watch
          ? new EdgesWatch(output.terminal(), output.json(), interval, System::nanoTime)
              .follow(connections)
          : show(connections);
    }
  }

  private int show(Connections connections) {
    var answers =
        Answers.of(
            List.of(Peer.values()),
            server -> {
              var stub = MeshServiceGrpc.newBlockingStub(connections.connected(server));
              return connections.bounded(stub).getEdges(GetEdgesRequest.getDefaultInstance());
            });
    if (output.json()) {
      answers.given().forEach(given -> output.out().println(ServerJson.line(given)));
    } else {
      new EdgesView(answers).print(output.terminal());
    }
    answers.failed().forEach(failed -> output.err().println(failed.line()));
    return answers.exitCode();
  }
}
