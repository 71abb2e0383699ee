package dev.faremesh.cli.ride;

import dev.faremesh.demand.v1.DemandServiceGrpc.DemandServiceBlockingStub;
import dev.faremesh.demand.v1.GetRideRequest;
import dev.faremesh.demand.v1.Ride;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Looks a ride up. */
@Command(name = "get", description = "Look a ride up.")
final class GetCommand extends RideVerb {
  @Parameters(paramLabel = "RIDE", description = "Which ride.")
  private String ride = "";

  @Override
  Ride ask(DemandServiceBlockingStub demand) {
    var body = GetRideRequest.newBuilder().setRideId(ride).build();
    return demand.getRide(body).getRide();
  }
}
