package dev.faremesh.evaluation.simulate;

import static dev.faremesh.evaluation.simulate.Cluster.tally;
import static java.util.Objects.requireNonNull;

import dev.faremesh.evaluation.simulate.market.Pricing;
import dev.faremesh.evaluation.simulate.market.Tally;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Plays real evenings under policies. Safe for use by threads. */
final class Evenings {
  private static final List<Policy> MOVING = List.of(Policy.NAIVE, Policy.SURGE, Policy.ORACLE);

  /**
   * What came of a date.
   *
   * @param evening to be played again
   * @param policies by scarcity, without those that other evenings have a say in
   * @param flats by scarcity and multiplier: {@link Policy#FLATS}
   */
  record Played(
      Evening evening,
      Map<Double, Map<Policy, Tally>> policies,
      Map<Double, Map<Double, Tally>> flats) {
    /** What came of it at a scarcity. */
    Map<Policy, Tally> at(double scarcity) {
      return requireNonNull(policies.get(scarcity), "scarcity");
    }

    /** What came of the flat prices at a scarcity. */
    Map<Double, Tally> flatsAt(double scarcity) {
      return requireNonNull(flats.get(scarcity), "scarcity");
    }
  }

  private final City city;
  private final Days days;
  private final Weights weights;
  private final Plan plan;
  private final RunProgress progress;

  Evenings(City city, Days days, Weights weights, Plan plan, RunProgress progress) {
    this.city = city;
    this.days = days;
    this.weights = weights;
    this.plan = plan;
    this.progress = progress;
  }

  /** How many runs a date takes, all together. */
  static int runsOfDate(Plan plan) {
    int seeds = plan.scarcities().stream().mapToInt(plan::seedsAt).sum();
    return seeds * (MOVING.size() + Policy.FLATS.size() + 1);
  }

  /** Plays a date under everything but the price-neutral flat, which all evenings decide. */
  Played play(LocalDate date) {
    var day = days.of(Window.EVENING, date);
    var evening = day.evening((_, _, _) -> true);
    var outlook = new Foresight(day, weights.pricing().horizon()).outlook();
    var policies = new LinkedHashMap<Double, Map<Policy, Tally>>();
    var flats = new LinkedHashMap<Double, Map<Double, Tally>>();
    for (double scarcity : plan.scarcities()) {
      var byFlat = new LinkedHashMap<Double, Tally>();
      var byPolicy = new EnumMap<Policy, Tally>(Policy.class);
      plan.eachSeedAt(scarcity)
          .mapToObj(seed -> new Worlds(city, weights, Window.EVENING, evening, seed))
          .forEach(worlds -> {
            for (double flat : Policy.FLATS) {
              add(worlds.play(scarcity, Worlds.flat(flat)), flat, byFlat);
            }
            for (Policy policy : MOVING) {
              add(worlds.play(scarcity, pricing(policy, worlds, outlook)), policy, byPolicy);
            }
          });
      byPolicy.put(Policy.FLAT, tally(byFlat, 1.0));
      policies.put(scarcity, byPolicy);
      flats.put(scarcity, byFlat);
    }
    return new Played(evening, policies, flats);
  }

  private <K> void add(Tally tally, K policy, Map<K, Tally> sums) {
    sums.computeIfAbsent(policy, _ -> tally.empty()).add(tally, 1);
    progress.done();
  }

  private static Pricing pricing(Policy policy, Worlds worlds, Outlook outlook) {
    return switch (policy) {
      case NAIVE -> worlds.naive();
      case SURGE -> worlds.surge(outlook, outlook.forecast());
      case ORACLE -> worlds.surge(outlook, outlook.truth());
      case FLAT, NEUTRAL, BEST_FLAT ->
          throw new IllegalArgumentException("%s (expected: one of %s)".formatted(policy, MOVING));
    };
  }

  /** Plays an evening under a flat price, under all seeds of a scarcity. */
  Tally neutral(Evening evening, double scarcity, double multiplier) {
    var sum = new Tally(evening.sessions().minutes());
    plan.eachSeedAt(scarcity)
        .forEach(seed -> {
          var worlds = new Worlds(city, weights, Window.EVENING, evening, seed);
          sum.add(worlds.play(scarcity, Worlds.flat(multiplier)), 1);
          progress.done();
        });
    return sum;
  }
}
