package dev.faremesh.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.faremesh.demand.DemandIndex;
import dev.faremesh.demand.rpc.Cells;
import dev.faremesh.pricing.Balance;
import dev.faremesh.pricing.Cell;
import dev.faremesh.pricing.CellSite;
import dev.faremesh.pricing.EarthPoint;
import dev.faremesh.pricing.Position;
import dev.faremesh.pricing.SurgeBlend;
import dev.faremesh.pricing.rpc.BalanceOption;
import dev.faremesh.supply.SupplyIndex;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.BeforeTry;

/** How calm prices are in time, through the owners of both counts and pricing. */
final class CalmPropertiesTest {
  private static final Position TIMES_SQUARE = new Position(40.7580, -73.9855);
  private static final List<Cell> TOWN = Cell.at(TIMES_SQUARE).disk(3);
  private static final List<Cell> NEIGHBOURHOOD = Cell.at(TIMES_SQUARE).neighbourhood();
  private static final SurgeBlend BLEND =
      SurgeBlend.at(EarthPoint.at(TIMES_SQUARE), NEIGHBOURHOOD.stream().map(CellSite::of).toList());
  private static final double DOUBLES = 1e-9;

  private static final Balance BALANCE = BalanceOption.standard();
  private static final Cells CELLS = Cells.warmed();

  private DemandIndex demand = emptyOfRiders();
  private SupplyIndex supply = emptyOfDrivers();

  @BeforeTry
  void empty() {
    demand = emptyOfRiders();
    supply = emptyOfDrivers();
  }

  private static DemandIndex emptyOfRiders() {
    return new DemandIndex(dev.faremesh.demand.rpc.ContractBalance.read(), CELLS::rings);
  }

  private static SupplyIndex emptyOfDrivers() {
    return new SupplyIndex(dev.faremesh.supply.rpc.ContractBalance.read(), CELLS::rings);
  }

  @Property(tries = 100)
  @Label("P8: no minute raises a price by more than 25 %, or lowers it by more than 14 %")
  void noMinuteMovesAPriceFar(@ForAll("minutes") @Size(min = 2, max = 12) List<double[]> minutes) {
    double before = 0; // an empty town
    for (double[] counts : minutes) {
      double after = priceAfterAMinute(counts);

      assertThat(after - before).isBetween(Math.log(0.86) - DOUBLES, Math.log(1.25) + DOUBLES);
      before = after;
    }
  }

  @Property(tries = 30)
  @Label("P9: constant counts bring a price up to where it belongs, and not beyond")
  void constantScarcityIsReachedWithoutOvershoot(
      @ForAll @DoubleRange(min = 0, max = 30) double riders) {
    assertReached(counts(riders, 0));
  }

  @Property(tries = 30)
  @Label("P9: constant counts bring a price down to where it belongs, and not beyond")
  void constantPlentyIsReachedWithoutOvershoot(
      @ForAll @DoubleRange(min = 0, max = 30) double riders,
      @ForAll @DoubleRange(min = 0, max = 30) double drivers) {
    assertReached(counts(30, 0));

    assertReached(counts(riders, drivers));
  }

  private void assertReached(double[] counts) {
    var path = new ArrayList<Double>();
    for (int minute = 0; minute < 200; minute++) {
      path.add(priceAfterAMinute(counts));
    }
    double end = path.getLast();
    boolean up = path.getFirst() < end;
    for (int i = 1; i < path.size(); i++) {
      double step = path.get(i) - path.get(i - 1);
      assertThat(up ? step : -step).isGreaterThanOrEqualTo(-DOUBLES);
    }
    assertThat(end)
        .isCloseTo(
            BALANCE.logMultiplier(
                Math.log(Math.max(6.4 * counts[1] - 1, 0) + BALANCE.kappa()),
                Math.log(6.4 * counts[0] + BALANCE.kappa() * BALANCE.rho())),
            offset(1e-6));
  }

  /** The logarithm of the price at Times Square. */
  private double priceAfterAMinute(double[] counts) {
    var riders = new dev.faremesh.demand.CellNumbers();
    var drivers = new dev.faremesh.supply.CellNumbers();
    for (int i = 0; i < TOWN.size(); i++) {
      riders.add(TOWN.get(i).index(), counts[2 * i]);
      drivers.add(TOWN.get(i).index(), counts[2 * i + 1]);
    }
    demand.tick(riders);
    supply.tick(drivers);
    return BLEND.of(
        NEIGHBOURHOOD.stream()
            .mapToLong(Cell::index)
            .mapToDouble(cell -> BALANCE.logMultiplier(supply.at(cell), demand.at(cell)))
            .toArray());
  }

  /** The same in every cell. */
  private static double[] counts(double riders, double drivers) {
    var counts = new double[2 * TOWN.size()];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = i % 2 == 0 ? riders : drivers;
    }
    return counts;
  }

  /** Riders and drivers of each cell in turn. */
  @Provide
  Arbitrary<List<double[]>> minutes() {
    var count =
        Arbitraries.oneOf(
            Arbitraries.just(0.0),
            Arbitraries.doubles().between(0, 10),
            Arbitraries.doubles().between(0, 1000));
    return count.array(double[].class).ofSize(2 * TOWN.size()).list();
  }
}
