package dev.faremesh.cli.fault;

import dev.faremesh.cli.call.Connections;
import dev.faremesh.cli.call.Peer;
import dev.faremesh.cli.call.TargetOptions;
import dev.faremesh.cli.output.OutputOptions;
import dev.faremesh.mesh.v1.ListFaultsResponse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the faults that are in force on any server. */
@Command(name = "list", description = "List the faults that are in force, on all servers.")
final class ListCommand implements Callable<Integer> {
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private TargetOptions targets = new TargetOptions(Peer.values());

  @Override
  public Integer call() {
    Answers answers;
    try (var connections = Connections.to(targets)) {
      answers = Answers.to(new FaultCalls(connections)::list);
    }
    return answers.print(output, ListFaultsResponse.newBuilder().addAllFaults(answers.faults()));
  }
}
