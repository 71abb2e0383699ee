package dev.faremesh.evaluation.simulate;

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
  private static final List<Policy> AT_ONCE =
      List.of(Policy.FLAT, Policy.NAIVE, Policy.SURGE, Policy.ORACLE);

  /**
   * What came of a date.
   *
   * @param evening to be played again
   * @param policies by scarcity, without the price-neutral one
   */
  record Played(Evening evening, Map<Double, Map<Policy, Tally>> policies) {
    /** What came of it at a scarcity. */
    Map<Policy, Tally> at(double scarcity) {
      return requireNonNull(policies.get(scarcity), "scarcity");
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
    return seeds * Policy.values().length;
  }

  /** Plays a date under everything but the price-neutral flat. */
  Played play(LocalDate date) {
    var day = days.of(Window.EVENING, date);
    var evening = day.evening((_, _, _) -> true);
    var outlook = new Foresight(day, weights.pricing().horizon()).outlook();
    return new Played(evening, policies(evening, outlook));
  }

  private Map<Double, Map<Policy, Tally>> policies(Evening evening, Outlook outlook) {
    var tallies = new LinkedHashMap<Double, Map<Policy, Tally>>();
    for (double scarcity : plan.scarcities()) {
      var byPolicy = new EnumMap<Policy, Tally>(Policy.class);
      plan.eachSeedAt(scarcity)
          .forEach(seed -> {
            var worlds = new Worlds(city, weights, Window.EVENING, evening, seed);
            for (Policy policy : AT_ONCE) {
              var tally = worlds.play(scarcity, pricing(policy, worlds, outlook));
              byPolicy.computeIfAbsent(policy, _ -> tally.empty()).add(tally, 1);
              progress.done();
            }
          });
      tallies.put(scarcity, byPolicy);
    }
    return tallies;
  }

  private static Pricing pricing(Policy policy, Worlds worlds, Outlook outlook) {
    return switch (policy) {
      case FLAT -> Worlds.flat(1);
      case NAIVE -> worlds.naive();
      case SURGE -> worlds.surge(outlook, outlook.forecast());
      case ORACLE -> worlds.surge(outlook, outlook.truth());
      case NEUTRAL -> throw new IllegalArgumentException("NEUTRAL (expected: one of " + AT_ONCE);
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
