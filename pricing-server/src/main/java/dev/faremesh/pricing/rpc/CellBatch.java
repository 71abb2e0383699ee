package dev.faremesh.pricing.rpc;

import dev.faremesh.pricing.Cell;
import dev.faremesh.pricing.CellCounts;
import dev.faremesh.pricing.Observation;
import dev.faremesh.pricing.Signal;
import dev.faremesh.type.v1.Freshness;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The cells of one question to another server, and what its answer says of them. */
record CellBatch(List<Cell> cells) {
  /** As the contracts write them. */
  List<String> names() {
    return cells.stream().map(Cell::toString).toList();
  }

  /**
   * Judges an answer.
   *
   * @param entries one for each cell, in order
   * @param count the number that an entry expects, or empty when it has none
   * @throws RuntimeException when the answer contradicts its contract
   */
  <E> Signal<CellCounts> judge(
      Freshness freshness,
      List<E> entries,
      Function<E, String> name,
      Function<E, Optional<Double>> count) {
    if (entries.size() != cells.size()) {
      throw new IllegalArgumentException(
          "cells: %d (expected: %d)".formatted(entries.size(), cells.size()));
    }
    Map<Cell, Double> expected = new HashMap<>();
    for (int i = 0; i < entries.size(); i++) {
      var cell = cells.get(i);
      var entry = entries.get(i);
      if (!name.apply(entry).equals(cell.toString())) {
        throw new IllegalArgumentException(
            "cell: %s (expected: %s)".formatted(name.apply(entry), cell));
      }
      count.apply(entry).ifPresent(number -> expected.put(cell, number));
    }
    return new Observation(expected, asOf(freshness), age(freshness), freshness.getCoverage())
        .judge(cells);
  }

  private static Optional<Instant> asOf(Freshness freshness) {
    var asOf = freshness.getAsOf();
    return freshness.hasAsOf()
        ? Optional.of(Instant.ofEpochSecond(asOf.getSeconds(), asOf.getNanos()))
        : Optional.empty();
  }

  private static Optional<Duration> age(Freshness freshness) {
    var age = freshness.getAge();
    return freshness.hasAge()
        ? Optional.of(Duration.ofSeconds(age.getSeconds(), age.getNanos()))
        : Optional.empty();
  }
}
