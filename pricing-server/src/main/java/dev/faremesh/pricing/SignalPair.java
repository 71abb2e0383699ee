package dev.faremesh.pricing;

import dev.faremesh.pricing.Signal.Live;
import dev.faremesh.pricing.Signal.Missing;
import dev.faremesh.pricing.Signal.Stale;
import dev.faremesh.pricing.Signal.Staleness;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** What both sources told of some cells. */
record SignalPair(Signal<CellCounts> supply, Signal<CellCounts> demand) {
  boolean live() {
    return supply instanceof Live && demand instanceof Live;
  }

  /** Whether a source answered what cannot be. */
  boolean nonsense() {
    return Stream.of(supply, demand)
        .anyMatch(
            signal -> signal instanceof Missing<?>(var reason) && reason.equals(Missing.NONSENSE));
  }

  /** The sums over some cells. */
  Inputs over(List<Cell> cells) {
    return new Inputs(
        supply.map(counts -> counts.over(cells)), demand.map(counts -> counts.over(cells)));
  }

  /**
   * What goes into a price: nothing that is not live.
   *
   * @param logMultipliers one for each cell
   */
  List<CellInput> inputs(List<Cell> cells, double[] logMultipliers) {
    var inputs = new ArrayList<CellInput>(cells.size());
    for (int i = 0; i < logMultipliers.length; i++) {
      var cell = cells.get(i);
      inputs.add(new CellInput(cell, live(supply, cell), live(demand, cell), logMultipliers[i]));
    }
    return inputs;
  }

  private static OptionalDouble live(Signal<CellCounts> signal, Cell cell) {
    return signal instanceof Live<CellCounts>(var counts, var _)
        ? OptionalDouble.of(counts.of(cell).log())
        : OptionalDouble.empty();
  }

  /**
   * What is known of a cell, if only of old: empty when a source is missing, or when it is covered
   * thinly. What a source has not heard yet is no lack of riders.
   */
  Optional<CellIndices> indices(Cell cell) {
    var drivers = heard(supply);
    var riders = heard(demand);
    return drivers.isPresent() && riders.isPresent()
        ? Optional.of(new CellIndices(drivers.get().of(cell).log(), riders.get().of(cell).log()))
        : Optional.empty();
  }

  private static Optional<CellCounts> heard(Signal<CellCounts> signal) {
    return switch (signal) {
      case Live<CellCounts>(var counts, var _) -> Optional.of(counts);
      case Stale<CellCounts>(var counts, var _, var reason) ->
          reason == Staleness.AGE ? Optional.of(counts) : Optional.empty();
      case Missing<CellCounts> _ -> Optional.empty();
    };
  }

  /**
   * When this is.
   *
   * @param wall time
   */
  Moment moment(Instant wall) {
    var heard = freshness().toList();
    return new Moment(
        wall,
        heard.stream().map(Freshness::now).max(Instant::compareTo),
        heard.stream().mapToDouble(Freshness::scale).max().orElse(1));
  }

  /**
   * What is good, to be remembered.
   *
   * @param logMultipliers one for each of some cells
   * @param wall time
   */
  List<LastGood> goods(double[] logMultipliers, Instant wall) {
    var asOf = freshness().map(Freshness::asOf).min(Instant::compareTo).orElseThrow();
    var moment = moment(wall);
    var now = moment.event().orElseThrow();
    return Arrays.stream(logMultipliers)
        .mapToObj(log -> new LastGood(log, asOf, now, wall, moment.scale()))
        .toList();
  }

  private Stream<Freshness> freshness() {
    return Stream.of(supply, demand).flatMap(signal -> signal.heard().stream());
  }
}
