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
  private final Tariffs tariffs;
  private final Router router;
  private final InstantSource clock;
  private final Supplier<String> ids;

  /**
   * Prices with these sources.
   *
   * @param clock wall time
   * @param ids gives each quote an id of its own
   */
  public Quoter(
      SupplySource supply,
      DemandSource demand,
      SurgePolicy policy,
      Tariffs tariffs,
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

  /** Prices a ride. Fails with {@link UnknownProduct} or {@link InputsMissing}. */
  public CompletionStage<Quote> quote(QuoteRequest request) {
    var market = request.market();
    var tariff = tariffs.of(market.product());
    if (tariff.isEmpty()) {
      return CompletableFuture.failedStage(tariffs.unknown(market.product()));
    }
    var pickup = Pickup.at(market, request.trip().pickup());
    return supply
        .of(market, pickup.cells(), policy.horizon())
        .thenCombine(
            demand.of(market, pickup.cells(), policy.horizon()),
            (drivers, riders) ->
                price(request, tariff.get(), pickup, new SignalPair(drivers, riders)));
  }

  private Quote price(QuoteRequest request, Tariff tariff, Pickup pickup, SignalPair signals) {
    var surge = policy.price(pickup, SurgeLimits.NONE, signals);
    var inputs = signals.over(pickup.cells());
    if (surge.mode() == Quote.Mode.BASE && !request.allowBaseFare()) {
      refuseIfMissing(inputs);
    }
    var route = router.route(request.trip());
    var now = clock.instant();
    return new Quote(
        ids.get(),
        request.market(),
        request.trip(),
        route,
        Fare.of(tariff, route, surge.multiplier()),
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
