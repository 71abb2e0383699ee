package dev.faremesh.pricing;

import dev.faremesh.pricing.Signal.Missing;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Prices rides. Asks supply and demand side by side and blocks nowhere: the quote is made on the
 * thread that brings the later of the two answers. Safe for use by threads.
 */
public final class Quoter {
  /** How long a quote holds, in wall time. */
  static final Duration VALID_FOR = Duration.ofMinutes(2);

  private final SupplySource supply;
  private final DemandSource demand;
  private final SurgePolicy policy;
  private final Supplier<Tariffs> tariffs;
  private final Router router;
  private final InstantSource clock;
  private final Supplier<String> ids;

  /**
   * Prices with these sources.
   *
   * @param tariffs those in force: a quote goes by those that are when it is asked for
   * @param clock wall time
   * @param ids gives each quote an id of its own
   */
  public Quoter(
      SupplySource supply,
      DemandSource demand,
      SurgePolicy policy,
      Supplier<Tariffs> tariffs,
      Router router,
      InstantSource clock,
      Supplier<String> ids) {
    this.supply = supply;
    this.demand = demand;
    this.policy = policy;
    this.tariffs = tariffs;
    this.router = router;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * Prices a ride. Fails with {@link UnknownCity}, {@link UnknownProduct}, {@link TripInvalid} or
   * {@link InputsMissing}.
   */
  public CompletionStage<Quote> quote(QuoteRequest request) {
    var market = request.market();
    Tariff tariff;
    try {
      tariff = tariffs.get().of(market);
    } catch (UnknownCity | UnknownProduct e) {
      return CompletableFuture.failedStage(e);
    }
    var pickup = Pickup.at(market, request.trip().pickup());
    return supply
        .of(market, pickup.cells(), policy.horizon())
        .thenCombine(
            demand.of(market, pickup.cells(), policy.horizon()),
            (drivers, riders) -> price(request, tariff, pickup, new SignalPair(drivers, riders)));
  }

  private Quote price(QuoteRequest request, Tariff tariff, Pickup pickup, SignalPair signals) {
    var trip = request.trip();
    var inputs = signals.over(pickup.cells());
    var now = clock.instant();
    var departure = inputs.eventTime().orElse(now);
    var route = tariff.requirePriced(router.route(trip, tariff.traffic(), departure));
    var surge = policy.price(pickup, tariff.limits(trip.pickup()), signals);
    if (surge.mode() == Quote.Mode.BASE && !request.allowBaseFare()) {
      refuseIfMissing(inputs);
    }
    return new Quote(
        ids.get(),
        request.market(),
        trip,
        route,
        Fare.of(tariff, trip, route, departure, surge.multiplier()),
        surge,
        inputs,
        now,
        now.plus(VALID_FOR));
  }

  private static void refuseIfMissing(Inputs inputs) {
    if (inputs.supply() instanceof Missing<Double> noSupply
        && inputs.demand() instanceof Missing<Double> noDemand) {
      throw new InputsMissing(noSupply, noDemand);
    }
  }
}
