package dev.faremesh.cli.ride;

import dev.faremesh.cli.call.Connections;
import dev.faremesh.cli.call.Peer;
import dev.faremesh.cli.call.TargetOptions;
import dev.faremesh.cli.output.Json;
import dev.faremesh.cli.output.OutputOptions;
import dev.faremesh.demand.v1.DemandServiceGrpc.DemandServiceBlockingStub;
import dev.faremesh.demand.v1.Ride;
import java.util.concurrent.Callable;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** A verb that makes one call, which answers with a ride, and prints the ride. */
abstract class RideVerb implements Callable<Integer> {
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private TargetOptions targets = new TargetOptions(Peer.DEMAND);

  /** Makes the call. */
  abstract Ride ask(DemandServiceBlockingStub demand);

  @Override
  public final Integer call() {
    try (var connections = Connections.to(targets)) {
      var ride = ask(connections.demand());
      if (output.json()) {
        output.out().println(Json.document(ride));
      } else {
        RideTable.of(ride).print(output.terminal());
      }
    }
    return ExitCode.OK;
  }
}
