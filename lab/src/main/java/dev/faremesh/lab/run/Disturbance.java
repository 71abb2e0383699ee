package dev.faremesh.lab.run;

import dev.faremesh.lab.load.Quality;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells whether the machine could offer the load, and the chain answer it. A run in which it could
 * not says nothing of a fault.
 */
final class Disturbance {
  /** More of all cores than this leaves no room for what a fault adds. */
  static final double MOST_BUSY = 0.85;

  private static final long LATE_NANOS = 25_000_000;
  private static final double MOST_LATE = 0.01;
  private static final double MOST_UNWELL = 0.2;

  private Disturbance() {}

  /**
   * What was wrong, in words; empty when the load was offered as it was meant.
   *
   * @param busy the share of all cores that was busy before the fault
   */
  static Optional<String> of(RunRecord run, double busy) {
    var measured =
        run.samples().stream().filter(s -> s.meantAt() >= run.moments().before()).toList();
    if (measured.isEmpty()) {
      return Optional.of("no call was made");
    }
    double late =
        (double) measured.stream().filter(s -> s.lateNanos() > LATE_NANOS).count()
            / measured.size();
    if (late > MOST_LATE) {
      return tooSlow("%.1f %% of calls were sent more than 25 ms late (expected: <= 1 %%)", late);
    }
    double unwell = unwellBefore(run);
    if (unwell > MOST_UNWELL) {
      return tooSlow(
          "%.0f %% of calls failed or were degraded before the fault (expected: <= 20 %%)", unwell);
    }
    return busy > MOST_BUSY
        ? tooSlow("%.0f %% of all cores were busy before the fault (expected: <= 85 %%)", busy)
        : Optional.empty();
  }

  /** A cold start can bring about by itself what the fault was meant to. */
  private static double unwellBefore(RunRecord run) {
    return run.samples().stream()
        .filter(s -> s.meantAt() >= run.moments().before())
        .filter(s -> s.meantAt() + s.latencyNanos() < run.moments().fault())
        .mapToInt(s -> s.quality() == Quality.FAILED || s.quality() == Quality.DEGRADED ? 1 : 0)
        .average()
        .orElse(0);
  }

  private static Optional<String> tooSlow(String what, double share) {
    return Optional.of(
        "this machine is too slow: " + String.format(Locale.ROOT, what, 100 * share));
  }
}
