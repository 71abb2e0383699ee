package dev.faremesh.cli.ride;

import com.google.type.LatLng;
import dev.faremesh.cli.call.MarketOptions;
import dev.faremesh.cli.call.Position;
import dev.faremesh.cli.call.Token;
import dev.faremesh.demand.v1.DemandServiceGrpc.DemandServiceBlockingStub;
import dev.faremesh.demand.v1.RequestRideRequest;
import dev.faremesh.demand.v1.Ride;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks for a ride. */
@Command(name = "request", description = "Ask for a ride.")
final class RequestCommand extends RideVerb {
  @Parameters(
      index = "0",
      paramLabel = "FROM",
      converter = Position.class,
      description = "Where the rider waits: LAT,LON in degrees.")
  private LatLng from = LatLng.getDefaultInstance();

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "TO",
      converter = Position.class,
      description = "Where the rider wants to go.")
  private @Nullable LatLng to;

  @Option(names = "--rider", required = true, paramLabel = "ID", description = "Who wants it.")
  private String rider = "";

  @Option(
      names = "--quote-token",
      paramLabel = Token.LABEL,
      converter = Token.class,
      description =
          "Ask at the fare of a quote that the rider holds, by its token: " + Token.FORMS + ".")
  private @Nullable String quoteToken;

  @Mixin private MarketOptions market = new MarketOptions();
  @Mixin private RequestIdOption request = new RequestIdOption();

  @Override
  Ride ask(DemandServiceBlockingStub demand) {
    var body =
        RequestRideRequest.newBuilder()
            .setRequestId(request.id())
            .setRiderId(rider)
            .setCity(market.city())
            .setProduct(market.product())
            .setPickup(from);
    if (to != null) {
      body.setDropoff(to);
    }
    if (quoteToken != null) {
      body.setQuoteToken(quoteToken);
    }
    return demand.requestRide(body.build()).getRide();
  }
}
