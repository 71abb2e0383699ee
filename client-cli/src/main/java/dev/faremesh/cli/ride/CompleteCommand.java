package dev.faremesh.cli.ride;

import dev.faremesh.demand.v1.CompleteRideRequest;
import dev.faremesh.demand.v1.DemandServiceGrpc.DemandServiceBlockingStub;
import dev.faremesh.demand.v1.Ride;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Completes a ride. */
@Command(name = "complete", description = "Complete a ride: the rider was dropped off.")
final class CompleteCommand extends RideVerb {
  @Parameters(paramLabel = "RIDE", description = "Which ride.")
  private String ride = "";

  @Mixin private RequestIdOption request = new RequestIdOption();

  @Override
  Ride ask(DemandServiceBlockingStub demand) {
    var body = CompleteRideRequest.newBuilder().setRequestId(request.id()).setRideId(ride).build();
    return demand.completeRide(body).getRide();
  }
}
