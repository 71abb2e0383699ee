package dev.faremesh.pricing;

import dev.faremesh.pricing.Signal.Live;
import dev.faremesh.pricing.Signal.Missing;
import dev.faremesh.pricing.Signal.Stale;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reasons in words and numbers that a rider understands. */
final class ReasonText {
  private ReasonText() {}

  /** How scarce drivers are in one cell: numbers from which its factor can be made again. */
  static String scarcity(Balance balance, CellIndices indices) {
    double riders = balance.riders(indices.logDemand());
    return ("drivers are %s: %s are to spare around the pickup;"
            + " %s riders are expected within %s and need %s")
        .formatted(
            balance.logGap(indices.logSupply(), indices.logDemand()) > 0 ? "scarce" : "enough",
            count(balance.drivers(indices.logSupply())),
            count(riders),
            duration(balance.horizon()),
            count(riders / balance.rho()));
  }

  static String neighbours(boolean scarcer) {
    return "drivers are %s next to the pickup".formatted(scarcer ? "scarcer" : "less scarce");
  }

  static String least(double multiplier) {
    return "at least " + multiplier(multiplier);
  }

  static String most(double multiplier, String who) {
    return "at most %s: %s".formatted(multiplier(multiplier), who);
  }

  static String hold(Inputs inputs, LastGood good) {
    return "%s: the multiplier that was good %s ago holds, or less"
        .formatted(notLive(inputs), duration(good.age()));
  }

  static String decay() {
    return "for more than %s: half of it goes every %s"
        .formatted(duration(LastGood.HOLD), duration(LastGood.HALF_LIFE));
  }

  static String base(Inputs inputs) {
    return "%s, and nothing good is remembered of this place: no surge".formatted(notLive(inputs));
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
      case Missing<Double> missing -> "%s is not known (%s)".formatted(what, missing.reason());
    };
  }

  private static String duration(Duration duration) {
    long seconds = duration.toSeconds();
    return seconds < 60
        ? seconds + " s"
        : seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
  }

  private static String count(double count) {
    return String.format(Locale.ROOT, "%.1f", count);
  }

  private static String multiplier(double multiplier) {
    return String.format(Locale.ROOT, "%.2f", multiplier);
  }
}
