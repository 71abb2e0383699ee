package dev.faremesh.cli.ride;

import dev.faremesh.demand.v1.DemandServiceGrpc.DemandServiceBlockingStub;
import dev.faremesh.demand.v1.Ride;
import dev.faremesh.demand.v1.StartRideRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Starts a ride. */
@Command(name = "start", description = "Start a ride: the rider is in the car.")
final class StartCommand extends RideVerb {
  @Parameters(paramLabel = "RIDE", description = "Which ride.")
  private String ride = "";

  @Option(names = "--driver", required = true, paramLabel = "ID", description = "Who drives.")
  private String driver = "";

  @Mixin private RequestIdOption request = new RequestIdOption();

  @Override
  Ride ask(DemandServiceBlockingStub demand) {
    var body =
        StartRideRequest.newBuilder()
            .setRequestId(request.id())
            .setRideId(ride)
            .setDriverId(driver)
            .build();
    return demand.startRide(body).getRide();
  }
}
