package dev.faremesh.lab.run;

import java.util.Locale;
import java.util.Optional;

/** Tells whether the machine could offer the load. A run in which it could not says nothing. */
final class Disturbance {
  /** More of all cores than this leaves no room for what a fault adds. */
  static final double MOST_BUSY = 0.85;

  private static final long LATE_NANOS = 25_000_000;
  private static final double MOST_LATE = 0.01;

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
    return busy > MOST_BUSY
        ? tooSlow("%.0f %% of all cores were busy before the fault (expected: <= 85 %%)", busy)
        : Optional.empty();
  }

  private static Optional<String> tooSlow(String what, double share) {
    return Optional.of(
        "this machine is too slow: " + String.format(Locale.ROOT, what, 100 * share));
  }
}
