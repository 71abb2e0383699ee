package dev.faremesh.cli.edges;

import dev.faremesh.cli.call.Connections;
import dev.faremesh.cli.call.Peer;
import dev.faremesh.cli.call.TargetOptions;
import dev.faremesh.cli.output.OutputOptions;
import dev.faremesh.cli.output.Table;
import dev.faremesh.mesh.v1.MeshServiceGrpc;
import dev.faremesh.mesh.v1.ProtectionSwitch;
import dev.faremesh.mesh.v1.SwitchProtectionRequest;
import dev.faremesh.mesh.v1.SwitchProtectionResponse;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Switches a protection, to measure its worth. */
@Command(
    name = "switch",
    description = {
      "Switch a protection off or on, to measure its worth.",
      "Only where it was allowed: fare up --mesh-control"
    })
final class SwitchCommand implements Callable<Integer> {
  /** To what. */
  enum Position {
    ON,
    OFF;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Parameters(
      index = "0",
      paramLabel = "PROTECTION",
      description = "Which: ${COMPLETION-CANDIDATES}.")
  private Switchable protection = Switchable.DEADLINE;

  @Parameters(index = "1", paramLabel = "STATE", description = "To what: ${COMPLETION-CANDIDATES}.")
  private Position position = Position.ON;

  @Option(
      names = "--server",
      paramLabel = "NAME",
      split = ",",
      hideParamSyntax = true,
      description = "Where: ${COMPLETION-CANDIDATES}; without it, at all of them.")
  private Set<Peer> servers = EnumSet.allOf(Peer.class);

  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private TargetOptions targets = new TargetOptions(Peer.values());

  @Override
  public Integer call() {
    var request =
        SwitchProtectionRequest.newBuilder()
            .setProtection(
                ProtectionSwitch.newBuilder()
                    .setProtection(protection.inContract())
                    .setOn(position == Position.ON))
            .build();
    try (var connections = Connections.to(targets)) {
      var answers =
          Answers.of(
              servers,
              server -> {
                var stub = MeshServiceGrpc.newBlockingStub(connections.connected(server));
                return connections.bounded(stub).switchProtection(request);
              });
      print(answers);
      return answers.exitCode();
    }
  }

  private void print(Answers<SwitchProtectionResponse> answers) {
    if (output.json()) {
      answers.given().forEach(given -> output.out().println(ServerJson.line(given)));
    } else if (!answers.given().isEmpty()) {
      var table = Table.of("SERVER", "PROTECTIONS OFF");
      answers
          .given()
          .forEach(given ->
              table.row(given.server().toString(), off(given.message().getProtectionsList())));
      table.print(output.terminal());
    }
    answers.failed().forEach(failed -> output.err().println(failed.line() + hint(failed)));
  }

  private static String off(List<ProtectionSwitch> protections) {
    var off = EdgesView.off(protections);
    return off.isEmpty() ? "none" : off;
  }

  private static String hint(Answer.Failed<?> failed) {
    return failed.failure().reason().filter("MESH_CONTROL_DISABLED"::equals).isPresent()
        ? ": start it with --mesh-control (fare up --mesh-control)"
        : "";
  }
}
