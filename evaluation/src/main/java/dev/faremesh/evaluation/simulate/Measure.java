package dev.faremesh.evaluation.simulate;

import dev.faremesh.evaluation.simulate.market.Sum;
import dev.faremesh.evaluation.simulate.market.Tally;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What is measured of a policy. */
enum Measure {
  COMPLETED("completed", "rides per session", tally -> tally.ratio(Sum.COMPLETED, Sum.SESSIONS)),
  UNFULFILLED(
      "unfulfilled",
      "requests for which no driver came, per request",
      tally -> tally.ratio(Sum.UNFULFILLED, Sum.REQUESTS)),
  WAIT(
      "wait",
      "minutes from request to pickup, on average",
      tally -> tally.ratio(Sum.WAIT_MINUTES, Sum.COMPLETED)),
  P95_WAIT(
      "p95 wait",
      "minutes from request to pickup that one ride in twenty exceeds",
      tally -> tally.waitMinutes(0.95)),
  RIDER_SURPLUS(
      "rider surplus",
      "dollars per evening: what rides are worth to riders, less what they paid and waited",
      tally -> tally.riderSurplus() / tally.of(Sum.RUNS)),
  WELFARE(
      "welfare",
      "dollars per evening: what rides are worth to riders, less waiting and driving",
      tally -> tally.welfare() / tally.of(Sum.RUNS)),
  REVENUE(
      "revenue",
      "dollars per evening that riders paid; no goal, for a higher price always raises it",
      tally -> tally.ratio(Sum.REVENUE, Sum.RUNS)),
  MEAN_MULTIPLIER(
      "mean x",
      "multiplier that riders were asked, on average",
      tally -> tally.ratio(Sum.MULTIPLIERS, Sum.SESSIONS)),
  AT_ONE(
      "at 1.0",
      "share of sessions that were asked no surge",
      tally -> tally.ratio(Sum.AT_ONE, Sum.SESSIONS)),
  VOLATILITY(
      "volatility",
      "how far ln(multiplier) moves in five minutes where a rider looks, on average",
      tally -> tally.ratio(Sum.MOVES, Sum.LOOKED_TWICE)),
  ON_TRIP(
      "on trip",
      "share of drivers' time with a rider",
      tally -> tally.ratio(Sum.ON_TRIP_SECONDS, Sum.ONLINE_SECONDS)),
  EN_ROUTE(
      "en route",
      "share of drivers' time on the way to a rider",
      tally -> tally.ratio(Sum.EN_ROUTE_SECONDS, Sum.ONLINE_SECONDS));

  private final String label;
  private final String meaning;
  private final ToDoubleFunction<Tally> of;

  Measure(String label, String meaning, ToDoubleFunction<Tally> of) {
    this.label = label;
    this.meaning = meaning;
    this.of = of;
  }

  String label() {
    return label;
  }

  String meaning() {
    return meaning;
  }

  double of(Tally tally) {
    return of.applyAsDouble(tally);
  }

  /** A value as people read it: dollars in thousands. */
  String text(double value) {
    return switch (this) {
      case COMPLETED, UNFULFILLED, AT_ONE, ON_TRIP, EN_ROUTE ->
          String.format(Locale.ROOT, "%.1f%%", 100 * value);
      case WAIT, P95_WAIT, MEAN_MULTIPLIER -> String.format(Locale.ROOT, "%.2f", value);
      case VOLATILITY -> String.format(Locale.ROOT, "%.3f", value);
      case RIDER_SURPLUS, WELFARE, REVENUE -> String.format(Locale.ROOT, "%.1fk", value / 1000);
    };
  }

  /** Its name as a program reads it. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
