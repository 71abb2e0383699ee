package dev.faremesh.evaluation.simulate;

import static dev.faremesh.evaluation.simulate.Cluster.tally;
import static dev.faremesh.evaluation.simulate.Measure.COMPLETED;
import static dev.faremesh.evaluation.simulate.Measure.P95_WAIT;
import static dev.faremesh.evaluation.simulate.Measure.RIDER_SURPLUS;
import static dev.faremesh.evaluation.simulate.Measure.UNFULFILLED;
import static dev.faremesh.evaluation.simulate.Measure.VOLATILITY;
import static dev.faremesh.evaluation.simulate.Measure.WELFARE;
import static dev.faremesh.evaluation.simulate.Policy.FLAT;
import static dev.faremesh.evaluation.simulate.Policy.NAIVE;
import static dev.faremesh.evaluation.simulate.Policy.NEUTRAL;
import static dev.faremesh.evaluation.simulate.Policy.ORACLE;
import static dev.faremesh.evaluation.simulate.Policy.SURGE;

import dev.faremesh.evaluation.simulate.market.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What surge must achieve on real evenings (pricing.md, acceptance gates). */
final class Gates {
  /** What the oracle must gain over no surge for a day to be one on which there is much to gain. */
  private static final double MUCH = 0.02;

  /** What a statistic of the days must be: at least, or else at most, a limit. */
  private record Demand(
      String name,
      String meaning,
      boolean atLeast,
      double limit,
      ToDoubleFunction<Map<Policy, Tally>> statistic) {
    Verdict judge(Estimate estimate) {
      return new Verdict(
          atLeast ? estimate.atLeast(name, limit) : estimate.atMost(name, limit), meaning);
    }
  }

  private static final List<Demand> ON_ALL_DAYS =
      List.of(
          new Demand(
              "unfulfilled_vs_flat",
              "unfulfilled per request, over that of flat 1.0",
              false,
              0.6,
              ratio(UNFULFILLED, FLAT)),
          new Demand(
              "p95_wait_vs_flat",
              "95th percentile of the wait, over that of flat 1.0",
              false,
              0.85,
              ratio(P95_WAIT, FLAT)),
          new Demand(
              "welfare_vs_flat", "gain of welfare over flat 1.0", true, 0.02, gain(WELFARE, FLAT)),
          new Demand(
              "completions_vs_flat",
              "completed per session, less that of flat 1.0",
              true,
              -0.03,
              days -> COMPLETED.of(tally(days, SURGE)) - COMPLETED.of(tally(days, FLAT))),
          new Demand(
              "completions_vs_neutral",
              "gain of completed rides over the price-neutral flat",
              true,
              0.03,
              gain(COMPLETED, NEUTRAL)),
          new Demand(
              "rider_surplus_vs_neutral",
              "gain of rider surplus over the price-neutral flat",
              true,
              0.02,
              gain(RIDER_SURPLUS, NEUTRAL)),
          new Demand(
              "welfare_vs_neutral",
              "gain of welfare over the price-neutral flat",
              true,
              0.02,
              gain(WELFARE, NEUTRAL)),
          new Demand(
              "volatility_vs_naive",
              "volatility, over that of the naive ratio",
              false,
              0.45,
              ratio(VOLATILITY, NAIVE)),
          new Demand(
              "welfare_vs_naive",
              "gain of welfare over the naive ratio",
              true,
              0,
              gain(WELFARE, NAIVE)));

  private static final Demand WHERE_MUCH_TO_GAIN =
      new Demand(
          "regret_vs_oracle",
          "what surge misses of the oracle's gain over flat 1.0, where that is 2 % or more",
          false,
          0.15,
          Gates::regret);

  private static final Demand ELSEWHERE =
      new Demand(
          "welfare_vs_oracle",
          "gain of welfare over the oracle, on the other evenings",
          true,
          -0.01,
          gain(WELFARE, ORACLE));

  private Gates() {}

  /** Judges the evenings at one scarcity; leaves out what no evening is fit for. */
  static List<Verdict> of(Clusters<Policy> days) {
    var verdicts = new ArrayList<Verdict>();
    var estimates = days.estimates(ON_ALL_DAYS.stream().map(Demand::statistic).toList());
    for (int i = 0; i < estimates.size(); i++) {
      verdicts.add(ON_ALL_DAYS.get(i).judge(estimates.get(i)));
    }
    judge(WHERE_MUCH_TO_GAIN, days.where(Gates::muchToGain)).ifPresent(verdicts::add);
    judge(ELSEWHERE, days.where(day -> !muchToGain(day))).ifPresent(verdicts::add);
    return verdicts;
  }

  private static Optional<Verdict> judge(Demand demand, List<Cluster<Policy>> days) {
    return days.isEmpty()
        ? Optional.empty()
        : Optional.of(
            demand.judge(new Clusters<>(days).estimates(List.of(demand.statistic())).getFirst()));
  }

  /** Whether the oracle gains much over no surge. */
  static boolean muchToGain(Map<Policy, Tally> day) {
    return WELFARE.of(tally(day, ORACLE)) >= (1 + MUCH) * WELFARE.of(tally(day, FLAT));
  }

  private static double regret(Map<Policy, Tally> days) {
    double oracle = WELFARE.of(tally(days, ORACLE));
    return (oracle - WELFARE.of(tally(days, SURGE))) / (oracle - WELFARE.of(tally(days, FLAT)));
  }

  private static ToDoubleFunction<Map<Policy, Tally>> ratio(Measure measure, Policy to) {
    return days -> over(measure.of(tally(days, SURGE)), measure.of(tally(days, to)));
  }

  private static ToDoubleFunction<Map<Policy, Tally>> gain(Measure measure, Policy over) {
    return days -> over(measure.of(tally(days, SURGE)), measure.of(tally(days, over))) - 1;
  }

  /** A ratio in which nothing over nothing is no change. */
  private static double over(double value, double base) {
    return value == base ? 1 : value / base;
  }
}
