package dev.faremesh.lab.run;

import java.util.Locale;
import java.util.Optional;

/** Tells whether the machine could offer the load. A run in which it could not says nothing. */
final class Disturbance {
  private static final long LATE_NANOS = 25_000_000;
  private static final double MOST_LATE = 0.01;

  private Disturbance() {}

  /** What was wrong, in words; empty when the load was offered as it was meant. */
  static Optional<String> of(RunRecord run) {
    var measured =
        run.samples().stream().filter(s -> s.meantAt() >= run.moments().before()).toList();
    if (measured.isEmpty()) {
      return Optional.of("no call was made");
    }
    double late =
        (double) measured.stream().filter(s -> s.lateNanos() > LATE_NANOS).count()
            / measured.size();
    return late <= MOST_LATE
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%.1f %% of calls were sent more than 25 ms late (expected: at most 1 %%)",
                100 * late));
  }
}
