package dev.faremesh.evaluation.simulate.market;

import com.uber.h3core.H3Core;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** A small town of two cells or more, for tests. */
final class Town {
  static final double LATITUDE = 40.75;
  static final double LONGITUDE = -73.98;

  final CellMap map;
  final long[] cells;

  /** A town of all cells within so many steps of its centre. */
  Town(int reach) {
    try {
      var h3 = H3Core.newInstance();
      long center = h3.latLngToCell(LATITUDE, LONGITUDE, 8);
      cells = h3.gridDisk(center, reach).stream().mapToLong(Long::longValue).sorted().toArray();
      map = new CellMap(h3, new Plane(LATITUDE, LONGITUDE), cells);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Riders and drivers everywhere alike. */
  Hotspots evenly(int hours) {
    var weights = new double[hours][cells.length];
    Arrays.stream(weights).forEach(hour -> Arrays.fill(hour, 1));
    return new Hotspots(map, 0.4, weights);
  }

  /** Sessions at random. */
  Sessions sessions(int count, int minutes, int warmUp, long seed) {
    var random = new SplittableRandom(seed);
    int[] at = random.ints(count, 0, minutes).sorted().toArray();
    var sessions = new ArrayList<Sessions.Session>();
    for (int minute : at) {
      int cell = random.nextInt(cells.length);
      sessions.add(
          new Sessions.Session(minute, map.east(cell), map.north(cell), cell, minute >= warmUp));
    }
    return new Sessions(List.copyOf(sessions), minutes);
  }

  /** A world of random riders. */
  World world(int riders, int drivers, int minutes, long seed) {
    var hotspots = evenly(minutes / 60);
    var dice = new Dice(seed);
    var sessions = sessions(riders, minutes, 30, seed);
    return new World(
        map,
        Riders.drawn(sessions, hotspots, FareRates.standard(), dice.of(1)),
        hotspots,
        Collections.nCopies(minutes, drivers),
        30,
        300,
        dice.of(2));
  }
}
