package dev.faremesh.cli.fault;

import dev.faremesh.cli.call.Connections;
import dev.faremesh.cli.call.Peer;
import dev.faremesh.cli.call.TargetOptions;
import dev.faremesh.cli.output.OutputOptions;
import dev.faremesh.mesh.v1.ClearFaultsRequest;
import dev.faremesh.mesh.v1.ClearFaultsResponse;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Ends a fault, or all. */
@Command(name = "clear", description = "End a fault, or all faults of all servers, at once.")
final class ClearCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "FAULT",
      description = "Which fault, by the id that list shows. Without it: all.")
  private @Nullable UUID fault;

  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private TargetOptions targets = new TargetOptions(Peer.values());

  @Override
  public Integer call() {
    var request = ClearFaultsRequest.newBuilder();
    if (fault != null) {
      request.setFaultId(fault.toString());
    }
    Answers answers;
    try (var connections = Connections.to(targets)) {
      var calls = new FaultCalls(connections);
      answers = Answers.to(server -> calls.clear(server, request.build()));
    }
    return answers.print(output, ClearFaultsResponse.newBuilder().addAllFaults(answers.faults()));
  }
}
