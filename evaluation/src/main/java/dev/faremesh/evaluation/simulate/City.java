package dev.faremesh.evaluation.simulate;

import com.uber.h3core.H3Core;
import dev.faremesh.evaluation.simulate.market.CellMap;
import dev.faremesh.evaluation.simulate.market.Plane;
import dev.faremesh.pricing.Cell;
import dev.faremesh.pricing.CellSite;
import dev.faremesh.pricing.EarthPoint;
import dev.faremesh.pricing.Position;
import dev.faremesh.pricing.SurgeBlend;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** What is the same on all days: the plane, the cells, and where they lie. Safe for use by threads. */
final class City {
  private final Plane plane;
  private final CellMap map;
  private final int demandCells;
  private final List<CellSite> sites = new ArrayList<>();

  /**
   * The city of some pickups.
   *
   * @param others cells in which there may be riders although the file has none there
   */
  City(H3Core h3, Pickups pickups, long[] others) {
    this.plane = new Plane(median(pickups.latitudes()), median(pickups.longitudes()));
    var demand =
        LongStream.concat(Arrays.stream(pickups.cells()), Arrays.stream(others))
            .sorted()
            .distinct()
            .toArray();
    this.demandCells = demand.length;
    this.map = new CellMap(h3, plane, demand);
    for (int cell = 0; cell < map.size(); cell++) {
      sites.add(CellSite.of(new Cell(map.cell(cell))));
    }
  }

  private static double median(double[] values) {
    var sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
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

  /** The cells that make the price at a point, and how. */
  Spot spot(long cell, double latitude, double longitude) {
    var around =
        map.rings(cell, 1).stream().flatMapToLong(Arrays::stream).toArray();
    var lie = Arrays.stream(around).mapToObj(near -> sites.get(map.number(near))).toList();
    var point = EarthPoint.at(new Position(latitude, longitude));
    return new Spot(around, SurgeBlend.at(point, lie));
  }
}
