package dev.faremesh.pricing.rpc;

import dev.faremesh.mesh.read.Reading.Aged;
import dev.faremesh.pricing.Cell;
import dev.faremesh.pricing.CellCount;
import dev.faremesh.pricing.Observation;
import dev.faremesh.type.v1.Freshness;
import java.time.DateTimeException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What a source told of some cells, in one answer or in several. */
record Answers(Map<Cell, Told> told) {
  /**
   * Takes an answer apart.
   *
   * @param cells that were asked for
   * @param entries one for each cell, in order
   * @param count what an entry expects, or empty when it does not say
   * @throws Nonsense when the answer contradicts its contract
   */
  static <E> Answers in(
      List<Cell> cells,
      Freshness freshness,
      List<E> entries,
      Function<E, String> name,
      Function<E, Optional<CellCount>> count) {
    try {
      require(entries.size() == cells.size(), "cells", entries.size(), cells.size());
      var heard = Heard.in(freshness);
      Map<Cell, Told> told = HashMap.newHashMap(cells.size());
      for (int i = 0; i < cells.size(); i++) {
        var cell = cells.get(i);
        var named = name.apply(entries.get(i));
        require(named.equals(cell.toString()), "cell", named, cell);
        told.put(cell, new Told(count.apply(entries.get(i)), heard));
      }
      var answers = new Answers(told);
      require(answers.over(cells).plausible(), "freshness", heard, "times and shares that can be");
      return answers;
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      throw new Nonsense(e);
    }
  }

  /** Those that were received some time ago, as old as they are now. */
  static Answers aged(Map<Cell, Aged<Told>> received) {
    Map<Cell, Told> told = HashMap.newHashMap(received.size());
    received.forEach((cell, then) -> {
      var heard = then.value().heard().after(then.age());
      told.put(cell, new Told(then.value().count(), heard));
    });
    return new Answers(told);
  }

  /**
   * All of it that concerns some cells.
   *
   * @param cells at least one, each told
   */
  Observation over(List<Cell> cells) {
    Map<Cell, CellCount> counts = HashMap.newHashMap(cells.size());
    var heard = of(cells.getFirst()).heard();
    for (Cell cell : cells) {
      var told = of(cell);
      heard = heard.with(told.heard());
      told.count().ifPresent(count -> counts.put(cell, count));
    }
    return new Observation(counts, heard.asOf(), heard.age(), heard.coverage(), heard.scale());
  }

  private Told of(Cell cell) {
    var known = told.get(cell);
    if (known == null) {
      throw new IllegalArgumentException("cell: %s (expected: one that was told)".formatted(cell));
    }
    return known;
  }

  private static void require(boolean holds, String name, Object value, Object expected) {
    if (!holds) {
      throw new IllegalArgumentException("%s: %s (expected: %s)".formatted(name, value, expected));
    }
  }
}
