package dev.faremesh.pricing;

import dev.faremesh.pricing.Signal.Live;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * A town of 37 cells, which is all that a price at its centre depends on: 7 cells, each pooled with
 * the two rings around it. Its owners answer without smoothing.
 */
record Town(Balance balance, double reserve) {
  static final List<Cell> CELLS = Cell.at(Places.TIMES_SQUARE).disk(3);
  static final Town STANDARD = new Town(Indices.BALANCE, 1);

  private static final List<Cell> NEIGHBOURHOOD = CELLS.getFirst().neighbourhood();
  private static final double[] RING_WEIGHTS = {1, 0.5, 0.2};
  private static final List<double[]> POOLS =
      NEIGHBOURHOOD.stream().map(Town::weightsInPool).toList();

  /** Prices as a server that has just started. */
  Surge price(Position position, SurgeLimits limits, SignalPair signals) {
    var policy = new SurgePolicy(balance, () -> Signals.FRESH.asOf());
    var pickup = Pickup.at(Places.NYC_STANDARD, position);
    return policy.price(pickup, limits, signals);
  }

  Surge price(Position position, double[] drivers, double[] riders) {
    return price(position, SurgeLimits.NONE, signals(drivers, riders));
  }

  /** Before rounding. */
  double exact(Position position, double[] drivers, double[] riders) {
    return exact(price(position, drivers, riders));
  }

  static double exact(Surge surge) {
    return surge.reasons().stream()
        .filter(reason -> reason.kind() != Reason.Kind.ROUNDING)
        .mapToDouble(Reason::factor)
        .reduce(1, (a, b) -> a * b);
  }

  /**
   * What the owners answer.
   *
   * @param drivers one number for each cell
   * @param riders one number for each cell
   */
  SignalPair signals(double[] drivers, double[] riders) {
    Map<Cell, CellCount> supply = new HashMap<>();
    Map<Cell, CellCount> demand = new HashMap<>();
    for (int i = 0; i < NEIGHBOURHOOD.size(); i++) {
      double spare = Math.max(pooled(i, drivers) - reserve, 0);
      double logSupply = Math.log(spare + balance.kappa());
      double logDemand = Math.log(pooled(i, riders) + balance.kappa() * balance.rho());
      supply.put(NEIGHBOURHOOD.get(i), new CellCount(drivers[i], logSupply));
      demand.put(NEIGHBOURHOOD.get(i), new CellCount(riders[i], logDemand));
    }
    return new SignalPair(
        new Live<>(new CellCounts(supply), Signals.FRESH),
        new Live<>(new CellCounts(demand), Signals.FRESH));
  }

  /** What a cell of the neighbourhood and the rings around it have together. */
  static double pooled(int cell, double[] counts) {
    double sum = 0;
    for (int i = 0; i < counts.length; i++) {
      sum += POOLS.get(cell)[i] * counts[i];
    }
    return sum;
  }

  private static double[] weightsInPool(Cell center) {
    var weights = new double[CELLS.size()];
    var disk = center.disk(2);
    for (int i = 0; i < disk.size(); i++) {
      int ring = i == 0 ? 0 : i < 7 ? 1 : 2;
      weights[CELLS.indexOf(disk.get(i))] = RING_WEIGHTS[ring];
    }
    return weights;
  }

  static Arbitrary<Integer> anyCell() {
    return Arbitraries.integers().between(0, CELLS.size() - 1);
  }

  /** Nothing, a few, many, or what is absurd. */
  static Arbitrary<Double> anyCount() {
    return Arbitraries.frequencyOf(
        Tuple.of(3, Arbitraries.just(0.0)),
        Tuple.of(6, Arbitraries.doubles().between(0, 5)),
        Tuple.of(3, Arbitraries.doubles().between(0, 200)),
        Tuple.of(1, Arbitraries.just(1e9)));
  }

  static Arbitrary<double[]> anyCounts() {
    return anyCount().array(double[].class).ofSize(CELLS.size());
  }

  /** Anywhere in the cell at the centre. */
  static Arbitrary<Position> anyPosition() {
    return anyPositionIn(CELLS.getFirst());
  }

  static Arbitrary<Position> anyPositionIn(Cell cell) {
    var corners = new ArrayList<>(cell.corners());
    return Combinators.combine(
            Arbitraries.integers().between(0, corners.size() - 1),
            Arbitraries.doubles().between(0, 0.99),
            Arbitraries.doubles().between(0, 1))
        .as((corner, outwards, along) -> {
          var from = corners.get(corner);
          var to = corners.get((corner + 1) % corners.size());
          return between(cell.center(), between(from, to, along), outwards);
        });
  }

  /** On the straight line from one to another, or beyond. */
  static Position between(Position from, Position to, double share) {
    var a = EarthPoint.at(from);
    var b = EarthPoint.at(to);
    double x = a.x() + share * (b.x() - a.x());
    double y = a.y() + share * (b.y() - a.y());
    double z = a.z() + share * (b.z() - a.z());
    return new Position(
        Math.toDegrees(Math.atan2(z, Math.hypot(x, y))), Math.toDegrees(Math.atan2(y, x)));
  }
}
