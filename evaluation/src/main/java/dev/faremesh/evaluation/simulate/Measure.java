package dev.faremesh.evaluation.simulate;

import dev.faremesh.evaluation.simulate.market.Sum;
import dev.faremesh.evaluation.simulate.market.Tally;
import java.util.Locale;

/** What is measured of a policy. */
enum Measure {
  COMPLETED("completed", "rides per session"),
  UNFULFILLED("unfulfilled", "requests for which no driver came, per request"),
  WAIT("wait", "minutes from request to pickup, on average"),
  P95_WAIT("p95 wait", "minutes from request to pickup that one ride in twenty exceeds"),
  RIDER_SURPLUS(
      "rider surplus",
      "dollars per evening: what rides are worth to riders, less what they paid and waited"),
  WELFARE(
      "welfare", "dollars per evening: what rides are worth to riders, less waiting and driving"),
  REVENUE(
      "revenue",
      "dollars per evening that riders paid; no goal, for a higher price always raises it"),
  MEAN_MULTIPLIER("mean x", "multiplier that riders were asked, on average"),
  AT_ONE("at 1.0", "share of sessions that were asked no surge"),
  VOLATILITY(
      "volatility", "how far ln(multiplier) moves in five minutes where a rider looks, on average"),
  ON_TRIP("on trip", "share of drivers' time with a rider"),
  EN_ROUTE("en route", "share of drivers' time on the way to a rider");

  private final String label;
  private final String meaning;

  Measure(String label, String meaning) {
    this.label = label;
    this.meaning = meaning;
  }

  String label() {
    return label;
  }

  String meaning() {
    return meaning;
  }

  double of(Tally tally) {
    return switch (this) {
      case COMPLETED -> tally.ratio(Sum.COMPLETED, Sum.SESSIONS);
      case UNFULFILLED -> tally.ratio(Sum.UNFULFILLED, Sum.REQUESTS);
      case WAIT -> tally.ratio(Sum.WAIT_MINUTES, Sum.COMPLETED);
      case P95_WAIT -> tally.waitMinutes(0.95);
      case RIDER_SURPLUS -> tally.riderSurplus() / tally.of(Sum.RUNS);
      case WELFARE -> tally.welfare() / tally.of(Sum.RUNS);
      case REVENUE -> tally.ratio(Sum.REVENUE, Sum.RUNS);
      case MEAN_MULTIPLIER -> tally.ratio(Sum.MULTIPLIERS, Sum.SESSIONS);
      case AT_ONE -> tally.ratio(Sum.AT_ONE, Sum.SESSIONS);
      case VOLATILITY -> tally.ratio(Sum.MOVES, Sum.LOOKED_TWICE);
      case ON_TRIP -> tally.ratio(Sum.ON_TRIP_SECONDS, Sum.ONLINE_SECONDS);
      case EN_ROUTE -> tally.ratio(Sum.EN_ROUTE_SECONDS, Sum.ONLINE_SECONDS);
    };
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
