package dev.faremesh.evaluation.simulate;

import com.uber.h3core.H3Core;
import dev.faremesh.evaluation.simulate.market.CellMap;
import dev.faremesh.evaluation.simulate.market.Plane;
import dev.faremesh.pricing.Cell;
import dev.faremesh.pricing.CellSite;
import dev.faremesh.pricing.EarthPoint;
import dev.faremesh.pricing.Position;
import dev.faremesh.pricing.SurgeBlend;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;

/** What is the same on all days: the clock, the plane, the cells. Safe for use by threads. */
final class City {
  private static final int RESOLUTION = 8;
  private static final double WELL_WITHIN_KM = 0.4;

  private final H3Core h3;
  private final ZoneId zone;
  private final Plane plane;
  private final CellMap map;
  private final int demandCells;
  private final Map<Long, CellSite> sites = new ConcurrentHashMap<>();

  /**
   * The city of some pickups.
   *
   * @param others cells in which there may be riders although no pickup is there
   */
  City(H3Core h3, ZoneId zone, List<Look> pickups, long[] others) {
    this.h3 = h3;
    this.zone = zone;
    this.plane =
        new Plane(
            median(pickups.stream().mapToDouble(Look::latitude).toArray()),
            median(pickups.stream().mapToDouble(Look::longitude).toArray()));
    var demand =
        LongStream.concat(pickups.stream().mapToLong(Look::cell), Arrays.stream(others))
            .sorted()
            .distinct()
            .toArray();
    this.demandCells = demand.length;
    this.map = new CellMap(h3, plane, demand);
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  /** By whose clock the city lives. */
  ZoneId zone() {
    return zone;
  }

  Plane plane() {
    return plane;
  }

  CellMap map() {
    return map;
  }

  /** How many cells, the first of the map, may have riders. */
  int demandCells() {
    return demandCells;
  }

  /** A rider who looks at a point of the plane. */
  Look look(long epochSecond, double east, double north) {
    double latitude = plane.latitudeAt(north);
    double longitude = plane.longitudeAt(east);
    return new Look(
        epochSecond, latitude, longitude, h3.latLngToCell(latitude, longitude, RESOLUTION));
  }

  /** A rider who looks within a cell, not near its border. */
  Look lookWithin(long cell, long epochSecond, RandomGenerator random) {
    int number = map.number(cell);
    double distance = WELL_WITHIN_KM * Math.sqrt(random.nextDouble());
    double bearing = 2 * Math.PI * random.nextDouble();
    double east = map.east(number) + distance * Math.cos(bearing);
    double north = map.north(number) + distance * Math.sin(bearing);
    return new Look(epochSecond, plane.latitudeAt(north), plane.longitudeAt(east), cell);
  }

  /** The cells that make the price where a rider looks, and how. */
  Spot spot(Look look) {
    var around = map.rings(look.cell(), 1).stream().flatMapToLong(Arrays::stream).toArray();
    var lie = Arrays.stream(around).mapToObj(this::site).toList();
    var point = EarthPoint.at(new Position(look.latitude(), look.longitude()));
    return new Spot(around, SurgeBlend.at(point, lie));
  }

  private CellSite site(long cell) {
    return sites.computeIfAbsent(cell, near -> CellSite.of(new Cell(near)));
  }
}
