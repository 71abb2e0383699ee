package dev.faremesh.evaluation.simulate;

import dev.faremesh.evaluation.simulate.market.Assumptions;
import dev.faremesh.evaluation.simulate.market.Dice;
import dev.faremesh.evaluation.simulate.market.FareRates;
import dev.faremesh.evaluation.simulate.market.Flat;
import dev.faremesh.evaluation.simulate.market.Market;
import dev.faremesh.evaluation.simulate.market.NaiveRatio;
import dev.faremesh.evaluation.simulate.market.Pricing;
import dev.faremesh.evaluation.simulate.market.Riders;
import dev.faremesh.evaluation.simulate.market.Tally;
import dev.faremesh.evaluation.simulate.market.World;
import java.util.List;

/**
 * The worlds of an evening under one seed: the same riders, and as many drivers as the evening's
 * expectation and a scarcity ask for. Used by one thread.
 */
final class Worlds {
  private static final double NAIVE_RHO = 0.8;
  private static final double NAIVE_CAP = 3;

  private static final int RIDERS = 1;
  private static final int DRIVERS = 2;

  private final City city;
  private final Weights weights;
  private final int warmUp;
  private final Evening evening;
  private final Dice dice;
  private final Riders riders;

  Worlds(City city, Weights weights, Window window, Evening evening, long seed) {
    this.city = city;
    this.weights = weights;
    this.warmUp = window.warmUp();
    this.evening = evening;
    this.dice = new Dice(seed).of(evening.date().toEpochDay());
    this.riders =
        Riders.drawn(evening.sessions(), evening.hotspots(), FareRates.standard(), dice.of(RIDERS));
  }

  /**
   * Plays the evening.
   *
   * @param scarcity drivers over drivers by the rule
   */
  Tally play(double scarcity, Pricing pricing) {
    int horizon = Math.toIntExact(weights.pricing().horizon().toSeconds());
    var world =
        new World(
            city.map(),
            riders,
            evening.hotspots(),
            fleet(scarcity),
            warmUp,
            horizon,
            dice.of(DRIVERS));
    return new Market(world, pricing).run();
  }

  private List<Integer> fleet(double scarcity) {
    double perSession = Assumptions.MINUTES_PER_SESSION / Assumptions.UTILISATION * scarcity;
    return evening.perMinute().stream()
        .map(sessions -> (int) Math.round(sessions * perSession))
        .toList();
  }

  /** The policy that most public code has; its numbers stay when those of surge are tuned. */
  Pricing naive() {
    return new NaiveRatio(
        city.map(),
        evening.sessions(),
        Math.toIntExact(weights.pricing().horizon().toMinutes()),
        NAIVE_RHO,
        NAIVE_CAP);
  }

  /** Surge with one of the two paths of an outlook. */
  ServedSurge surge(Outlook outlook, DemandPath path) {
    return new ServedSurge(city.map(), weights, path, outlook.spots());
  }

  /** The same price everywhere. */
  static Pricing flat(double multiplier) {
    return new Flat(multiplier);
  }
}
