package dev.faremesh.evaluation.simulate;

import dev.faremesh.evaluation.simulate.market.Hotspots;
import dev.faremesh.evaluation.simulate.market.Sessions;
import java.time.LocalDate;
import java.util.List;

/**
 * One evening, as far as it is the same under every seed and policy.
 *
 * @param date on which it begins
 * @param hotspots where other days let expect riders
 * @param perMinute sessions that other days let expect, by minute
 */
record Evening(LocalDate date, Sessions sessions, Hotspots hotspots, List<Double> perMinute) {
  Evening {
    perMinute = List.copyOf(perMinute);
  }

  /** Sessions that other days let expect, all together. */
  double expected() {
    return perMinute.stream().mapToDouble(Double::doubleValue).sum();
  }
}
