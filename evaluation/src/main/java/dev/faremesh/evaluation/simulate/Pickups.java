package dev.faremesh.evaluation.simulate;

import com.uber.h3core.H3Core;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The pickups of a file, in the order of their times.
 *
 * @param epochSeconds when
 * @param latitudes in degrees
 * @param longitudes in degrees
 * @param cells H3 cells of resolution 8
 * @param broken rows that could not be read, by reason
 */
record Pickups(
    long[] epochSeconds,
    double[] latitudes,
    double[] longitudes,
    long[] cells,
    SortedMap<String, Integer> broken) {
  int count() {
    return epochSeconds.length;
  }

  /** The first one at a time or later; the count when there is none. */
  int firstFrom(Instant time) {
    long second = time.getEpochSecond();
    int low = 0;
    int high = count();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (epochSeconds[middle] < second) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  LocalDate date(int index, ZoneId zone) {
    return Instant.ofEpochSecond(epochSeconds[index]).atZone(zone).toLocalDate();
  }
  static Pickups quick(java.nio.file.Path file, H3Core h3) throws java.io.IOException {
    try (var in = new java.io.BufferedReader(new java.io.InputStreamReader(new java.util.zip.GZIPInputStream(java.nio.file.Files.newInputStream(file), 1<<16)))) {
      var rows = in.lines().skip(1).toList();
      int n = rows.size();
      var p = new Pickups(new long[n], new double[n], new double[n], new long[n], new TreeMap<>());
      var zone = ZoneId.of("America/New_York");
      for (int i=0;i<n;i++) { var f = rows.get(i).split(",");
        p.epochSeconds[i]=java.time.LocalDateTime.parse(f[0]).atZone(zone).toEpochSecond();
        p.latitudes[i]=Double.parseDouble(f[1]); p.longitudes[i]=Double.parseDouble(f[2]);
        p.cells[i]=h3.latLngToCell(p.latitudes[i],p.longitudes[i],8);
      }
      return p;
    }
  }
}
