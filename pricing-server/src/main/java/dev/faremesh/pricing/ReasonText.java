package dev.faremesh.pricing;

import dev.faremesh.pricing.Signal.Live;
import dev.faremesh.pricing.Signal.Missing;
import dev.faremesh.pricing.Signal.Stale;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reasons in words and numbers that a rider understands. */
final class ReasonText {
  private ReasonText() {}

  /** How scarce drivers are in one cell: numbers from which its factor can be made again. */
  static String scarcity(Balance balance, CellIndices indices) {
    double riders = balance.riders(indices.logDemand());
    boolean scarce = balance.logGap(indices.logSupply(), indices.logDemand()) > 0;
    return (scarce ? "drivers are scarce: " : "drivers are enough: ")
        + tenths(balance.drivers(indices.logSupply()))
        + " are to spare around the pickup; "
        + tenths(riders)
        + " riders are expected within "
        + duration(balance.horizon())
        + " and need "
        + tenths(riders / balance.rho());
  }

  static String neighbours(boolean scarcer) {
    return scarcer
        ? "drivers are scarcer next to the pickup"
        : "drivers are less scarce next to the pickup";
  }

  static String least(double multiplier) {
    return "at least " + hundredths(multiplier);
  }

  static String most(double multiplier, String who) {
    return "at most " + hundredths(multiplier) + ": " + who;
  }

  static String hold(Inputs inputs, LastGood good) {
    return notLive(inputs)
        + ": the multiplier that was good "
        + duration(good.age())
        + " ago holds, or less";
  }

  static String decay() {
    return "for more than "
        + duration(LastGood.HOLD)
        + ": half of the surge goes every "
        + duration(LastGood.HALF_LIFE);
  }

  static String base(Inputs inputs) {
    return notLive(inputs) + ", and nothing good is remembered of this place: no surge";
  }

  private static String notLive(Inputs inputs) {
    return Stream.of(
            state("the number of drivers", inputs.supply()),
            state("the number of riders", inputs.demand()))
        .filter(state -> !state.isEmpty())
        .collect(Collectors.joining(" and "));
  }

  private static String state(String what, Signal<Double> signal) {
    return switch (signal) {
      case Live<Double> _ -> "";
      case Stale<Double> stale ->
          switch (stale.reason()) {
            case AGE -> what + " is out of date (AGE)";
            case COVERAGE -> what + " is known in part only (COVERAGE)";
          };
      case Missing<Double> missing -> what + " is not known (" + missing.reason() + ")";
    };
  }

  private static String duration(Duration duration) {
    long seconds = duration.toSeconds();
    return seconds < 60
        ? seconds + " s"
        : seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
  }

  // Not String.format: it is slow, and every quote is explained.

  private static String tenths(double number) {
    return BigDecimal.valueOf(Math.round(number * 10), 1).toPlainString();
  }

  private static String hundredths(double number) {
    return BigDecimal.valueOf(Math.round(number * 100), 2).toPlainString();
  }
}
