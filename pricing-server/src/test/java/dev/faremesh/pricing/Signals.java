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

  static Signal<CellCounts> live(List<Cell> cells, double each) {
    return new Live<>(counts(cells, each), FRESH);
  }

  static Signal<CellCounts> live(Map<Cell, Double> counts) {
    return new Live<>(new CellCounts(counts), FRESH);
  }

  static Signal<CellCounts> stale(List<Cell> cells, double each, Staleness reason) {
    return new Stale<>(counts(cells, each), FRESH, reason);
  }

  static Signal<CellCounts> missing(String reason) {
    return new Missing<>(reason);
  }

  private static CellCounts counts(List<Cell> cells, double each) {
    var counts = new HashMap<Cell, Double>();
    cells.forEach(cell -> counts.put(cell, each));
    return new CellCounts(counts);
  }
}
