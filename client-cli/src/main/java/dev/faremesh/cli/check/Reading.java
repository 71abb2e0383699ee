package dev.faremesh.cli.check;

import com.google.type.LatLng;
import dev.faremesh.cli.call.Connections;
import dev.faremesh.cli.call.MarketOptions;
import dev.faremesh.cli.call.Peer;
import dev.faremesh.cli.output.Wording;
import dev.faremesh.demand.v1.GetDemandRequest;
import dev.faremesh.pricing.v1.QuoteRideRequest;
import dev.faremesh.supply.v1.GetSupplyRequest;
import dev.faremesh.type.v1.Freshness;

/**
 * What a server answered to a call that changes nothing.
 *
 * @param method the method that was called
 * @param feed how far what the server knows can be trusted, for a person
 * @param fed whether the server has heard anything about the market
 */
record Reading(String method, String feed, boolean fed) {
  // Times Square; which place does not matter, freshness is that of the whole city.
  private static final String CELL = "882a100d67fffff";
  private static final LatLng FROM = position(40.7580, -73.9855);
  private static final LatLng TO = position(40.6413, -73.7781);

  static Reading of(Peer server, Connections connections, MarketOptions market) {
    return switch (server) {
      case SUPPLY -> supply(connections, market);
      case DEMAND -> demand(connections, market);
      case PRICING -> pricing(connections, market);
    };
  }

  private static Reading supply(Connections connections, MarketOptions market) {
    var request =
        GetSupplyRequest.newBuilder()
            .setCity(market.city())
            .setProduct(market.product())
            .addCells(CELL)
            .build();
    return of("GetSupply", connections.supply().getSupply(request).getFreshness());
  }

  private static Reading demand(Connections connections, MarketOptions market) {
    var request =
        GetDemandRequest.newBuilder()
            .setCity(market.city())
            .setProduct(market.product())
            .addCells(CELL)
            .build();
    return of("GetDemand", connections.demand().getDemand(request).getFreshness());
  }

  private static Reading pricing(Connections connections, MarketOptions market) {
    var request =
        QuoteRideRequest.newBuilder()
            .setCity(market.city())
            .setProduct(market.product())
            .setPickup(FROM)
            .setDropoff(TO)
            .setAllowBaseFare(true)
            .build();
    var quote = connections.pricing().quoteRide(request).getQuote();
    var inputs = quote.getInputsList().stream().map(Reading::word).toList();
    return new Reading("QuoteRide", String.join(", ", inputs), true);
  }

  private static String word(dev.faremesh.pricing.v1.Input input) {
    return Wording.constant(input.getSource(), "INPUT_SOURCE_")
        + " "
        + Wording.constant(input.getState(), "INPUT_STATE_")
        + (input.hasReason() ? " (" + input.getReason() + ")" : "");
  }

  private static Reading of(String method, Freshness freshness) {
    if (!freshness.hasAsOf()) {
      return new Reading(method, "never heard", false);
    }
    var feed =
        "heard up to %s, age %s, coverage %s"
            .formatted(
                Wording.time(freshness.getAsOf()),
                freshness.hasAge() ? Wording.duration(freshness.getAge()) : Wording.UNKNOWN,
                freshness.hasCoverage()
                    ? Wording.percent(freshness.getCoverage())
                    : Wording.UNKNOWN);
    return new Reading(method, feed, true);
  }

  private static LatLng position(double latitude, double longitude) {
    return LatLng.newBuilder().setLatitude(latitude).setLongitude(longitude).build();
  }
}
