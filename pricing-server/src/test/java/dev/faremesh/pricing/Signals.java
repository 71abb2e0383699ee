package dev.faremesh.pricing;

import dev.faremesh.pricing.Signal.Live;
import dev.faremesh.pricing.Signal.Missing;
import dev.faremesh.pricing.Signal.Stale;
import dev.faremesh.pricing.Signal.Staleness;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Signals that tests make up. */
final class Signals {
  static final Freshness FRESH =
      new Freshness(Instant.parse("2013-01-01T09:30:00Z"), Duration.ofSeconds(7), 0.95);

  private Signals() {}

  /** The same in every cell. */
  static Signal<CellCounts> live(List<Cell> cells, double expected, double log) {
    return new Live<>(counts(cells, expected, log), FRESH);
  }

  static Signal<CellCounts> live(Map<Cell, CellCount> counts) {
    return new Live<>(new CellCounts(counts), FRESH);
  }

  static Signal<CellCounts> stale(List<Cell> cells, double expected, double log, Staleness reason) {
    return new Stale<>(counts(cells, expected, log), FRESH, reason);
  }

  static Signal<CellCounts> missing(String reason) {
    return new Missing<>(reason);
  }

  static CellCounts counts(List<Cell> cells, double expected, double log) {
    var counts = new HashMap<Cell, CellCount>();
    cells.forEach(cell -> counts.put(cell, new CellCount(expected, log)));
    return new CellCounts(counts);
  }
}
