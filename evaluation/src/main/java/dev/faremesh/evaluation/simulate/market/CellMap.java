package dev.faremesh.evaluation.simulate.market;

import com.uber.h3core.H3Core;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The cells of a city in which anything can happen, numbered from 0 in a fixed order, and on a
 * plane: H3 cells of resolution 8 in which there is demand, with the rings around them.
 *
 * <p>Safe for use by threads.
 */
public final class CellMap {
  /** What is not on the map. */
  public static final int NOWHERE = -1;

  private static final int REACH = 2;
  private static final int RESOLUTION = 8;

  private final H3Core h3;
  private final Plane plane;
  private final long[] cells;
  private final double[] east;
  private final double[] north;
  private final Long2IntOpenHashMap numbers = new Long2IntOpenHashMap();
  private final List<List<long[]>> rings = new ArrayList<>();
  private final int[][] neighbourhoods;
  private final Raster raster;

  /**
   * A map of these cells and the rings around them.
   *
   * @param demand cells, each once
   */
  public CellMap(H3Core h3, Plane plane, long[] demand) {
    this.h3 = h3;
    this.plane = plane;
    numbers.defaultReturnValue(NOWHERE);
    var order = new LongArrayList();
    for (long cell : demand) {
      enter(cell, order);
    }
    for (long cell : demand) {
      h3.gridDisk(cell, REACH).stream().sorted().forEach(near -> enter(near, order));
    }
    cells = order.toLongArray();
    east = new double[cells.length];
    north = new double[cells.length];
    for (int number = 0; number < cells.length; number++) {
      var centre = h3.cellToLatLng(cells[number]);
      east[number] = plane.east(centre.lng);
      north[number] = plane.north(centre.lat);
      rings.add(disk(cells[number], REACH));
    }
    neighbourhoods = rings.stream().map(this::neighbourhood).toArray(int[][]::new);
    raster = new Raster(this::look);
  }

  private void enter(long cell, LongArrayList order) {
    if (numbers.putIfAbsent(cell, order.size()) == NOWHERE) {
      order.add(cell);
    }
  }

  private List<long[]> disk(long cell, int reach) {
    return h3.gridDiskDistances(cell, reach).stream()
        .map(ring -> ring.stream().mapToLong(Long::longValue).toArray())
        .toList();
  }

  private int[] neighbourhood(List<long[]> around) {
    return around.subList(0, 2).stream()
        .flatMapToLong(Arrays::stream)
        .mapToInt(this::number)
        .filter(number -> number != NOWHERE)
        .toArray();
  }

  private int look(double east, double north) {
    return number(h3.latLngToCell(plane.latitudeAt(north), plane.longitudeAt(east), RESOLUTION));
  }

  public int size() {
    return cells.length;
  }

  public long cell(int number) {
    return cells[number];
  }

  /** The number of a cell, or {@link #NOWHERE}. */
  public int number(long cell) {
    return numbers.get(cell);
  }

  /** The number of the cell that holds a point, to 100 m, or {@link #NOWHERE}. */
  public int at(double east, double north) {
    return raster.at(east, north);
  }

  /** A cell and its neighbours, as far as they are on the map. */
  int[] neighbourhood(int number) {
    return neighbourhoods[number];
  }

  /** Where the centre of a cell is, in kilometres. */
  public double east(int number) {
    return east[number];
  }

  /** Where the centre of a cell is, in kilometres. */
  public double north(int number) {
    return north[number];
  }

  /** The rings around a cell, from the cell itself outwards; see the grids of the servers. */
  public List<long[]> rings(long cell, int reach) {
    int number = number(cell);
    return number == NOWHERE || reach > REACH
        ? disk(cell, reach)
        : rings.get(number).subList(0, reach + 1);
  }
}
