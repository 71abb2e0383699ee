package dev.faremesh.cli.ride;

import dev.faremesh.demand.v1.CancelRideRequest;
import dev.faremesh.demand.v1.DemandServiceGrpc.DemandServiceBlockingStub;
import dev.faremesh.demand.v1.Ride;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Cancels a ride. */
@Command(name = "cancel", description = "Cancel a ride that has not started.")
final class CancelCommand extends RideVerb {
  @Parameters(paramLabel = "RIDE", description = "Which ride.")
  private String ride = "";

  @Mixin private RequestIdOption request = new RequestIdOption();

  @Override
  Ride ask(DemandServiceBlockingStub demand) {
    var body = CancelRideRequest.newBuilder().setRequestId(request.id()).setRideId(ride).build();
    return demand.cancelRide(body).getRide();
  }
}
