package dev.faremesh.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** How prices lie in space. */
final class SpacePropertiesTest {
  private static final double LOG_CAP = Math.log(3);

  /**
   * The steepest that a blend is, in a grid of like hexagons, is 1.622 times the highest logarithm
   * over a reach; cells of H3 are stretched by up to a quarter.
   */
  private static final double STEEPEST = 1.9 * LOG_CAP;

  @Property(tries = 200)
  @Label("P6: turning the neighbours around a pickup turns the prices")
  void pricesTurnWithTheGrid(
      @ForAll @IntRange(min = 1, max = 5) int sixths,
      @ForAll @DoubleRange(min = 0, max = 0.86) double edges,
      @ForAll @DoubleRange(min = 0, max = 360) double degrees,
      @ForAll long seed) {
    var logs = logs(new Random(seed), 7);
    var turned = new ArrayList<>(logs);
    Collections.rotate(turned.subList(1, 7), sixths);

    assertThat(inHexagons(0, 0, edges, degrees + 60 * sixths, turned))
        .isCloseTo(inHexagons(0, 0, edges, degrees, logs), within(1e-9));
  }

  @Property(tries = 200)
  @Label("P6: the same numbers elsewhere on the grid make the same price")
  void pricesMoveWithTheGrid(
      @ForAll @IntRange(min = -20, max = 20) int columns,
      @ForAll @IntRange(min = -20, max = 20) int rows,
      @ForAll @DoubleRange(min = 0, max = 0.86) double edges,
      @ForAll @DoubleRange(min = 0, max = 360) double degrees,
      @ForAll long seed) {
    var logs = logs(new Random(seed), 7);

    assertThat(inHexagons(columns, rows, edges, degrees, logs))
        .isCloseTo(inHexagons(0, 0, edges, degrees, logs), within(1e-9));
  }

  @Property(tries = 500)
  @Label("P7: a price changes no faster than a slope, within cells and across their edges")
  void pricesHaveASlope(
      @ForAll("anywhere") Position from,
      @ForAll @DoubleRange(min = -300, max = 300) double north,
      @ForAll @DoubleRange(min = -300, max = 300) double east,
      @ForAll long seed) {
    var to = moved(from, north, east);
    double meters = EarthPoint.at(from).metersTo(EarthPoint.at(to));

    assertThat(Math.abs(log(from, seed) - log(to, seed)))
        .isLessThanOrEqualTo(STEEPEST / CellSite.of(Cell.at(from)).reachMeters() * meters + 1e-4);
  }

  @Property(tries = 500)
  @Label("P7: across any edge of cells, a rounded price changes by one step at most")
  void edgesOfCellsAreNoStairs(
      @ForAll("anywhere") Position somewhere,
      @ForAll @IntRange(min = 0, max = 5) int edge,
      @ForAll @DoubleRange(min = 0, max = 1) double along,
      @ForAll long seed) {
    var corners = Cell.at(somewhere).corners();
    var onEdge =
        Town.between(
            corners.get(edge % corners.size()), corners.get((edge + 1) % corners.size()), along);
    var center = Cell.at(somewhere).center();
    var inside = Town.between(onEdge, center, 0.002); // a meter
    var outside = Town.between(onEdge, center, -0.002);

    int step =
        SurgeLimits.NONE.apply(log(inside, seed)).hundredths()
            - SurgeLimits.NONE.apply(log(outside, seed)).hundredths();
    assertThat(Math.abs(step)).isLessThanOrEqualTo(5);
  }

  @Property(tries = 500)
  @Label("P7: a cell has no weight where it is no neighbour")
  void cellsEndBeforeTheirNeighboursDo(@ForAll("anywhere") Position somewhere) {
    var cell = Cell.at(somewhere);
    var site = CellSite.of(cell);
    var near = cell.neighbourhood();
    for (Cell beyond : cell.disk(2)) {
      if (!near.contains(beyond)) {
        for (Position corner : beyond.corners()) {
          assertThat(site.weightAt(EarthPoint.at(corner))).isZero();
        }
      }
    }
  }

  @Provide
  Arbitrary<Position> anywhere() {
    var worldwide =
        Arbitraries.doubles()
            .between(-1, 1)
            .flatMap(sine ->
                Arbitraries.doubles()
                    .between(-180, 180)
                    .map(east -> new Position(Math.toDegrees(Math.asin(sine)), east)));
    var pentagon = new Cell(0x8808000001fffffL);
    return Arbitraries.oneOf(
        worldwide,
        Town.anyPosition(),
        Arbitraries.of(pentagon.disk(2)).flatMap(Town::anyPositionIn));
  }

  /** The logarithm of a price in a world whose cells have any. */
  private static double log(Position position, long seed) {
    var cells = Cell.at(position).neighbourhood();
    var sites = cells.stream().map(CellSite::of).toList();
    var logs =
        cells.stream()
            .mapToDouble(cell -> new Random(seed ^ cell.index()).nextBoolean() ? LOG_CAP : 0)
            .toArray();
    return SurgeBlend.at(EarthPoint.at(position), sites).of(logs);
  }

  private static List<Double> logs(Random random, int count) {
    return random.doubles(count, 0, LOG_CAP).boxed().toList();
  }

  /** The blend in a plane of hexagons with edges of 1 / 100,000 of the earth's radius. */
  private static double inHexagons(
      int column, int row, double edges, double degrees, List<Double> logs) {
    double edge = 1e-5;
    double step = edge * Math.sqrt(3);
    double x = column * step + row * step / 2;
    double y = row * step * Math.sqrt(3) / 2;
    double reach = CellSite.REACH_PER_CORNER * edge * new EarthPoint(0, 0, 0).metersTo(point(1, 0));
    var sites = new ArrayList<CellSite>();
    sites.add(new CellSite(point(x, y), reach));
    for (int neighbour = 0; neighbour < 6; neighbour++) {
      double angle = Math.toRadians(60 * neighbour);
      sites.add(new CellSite(point(x + step * Math.cos(angle), y + step * Math.sin(angle)), reach));
    }
    double angle = Math.toRadians(degrees);
    double far = edges * edge;
    return SurgeBlend.at(point(x + far * Math.cos(angle), y + far * Math.sin(angle)), sites)
        .of(logs.stream().mapToDouble(log -> log).toArray());
  }

  private static EarthPoint point(double x, double y) {
    return new EarthPoint(x, y, 0);
  }

  private static Position moved(Position from, double north, double east) {
    double latitude = Math.clamp(from.latitude() + north / 111_195, -89.9, 89.9);
    double around = Math.cos(Math.toRadians(from.latitude()));
    double longitude = from.longitude() + east / 111_195 / Math.max(around, 0.01);
    return new Position(latitude, Math.clamp(longitude, -180, 180));
  }
}
