package dev.faremesh.evaluation.simulate;

import com.uber.h3core.H3Core;
import de.siegmar.fastcsv.reader.CsvParseException;
import dev.faremesh.cli.replay.RideEvent;
import dev.faremesh.cli.replay.RideFile;
import dev.faremesh.cli.replay.RideRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where and when riders were picked up, in the order of time: in the simulation each is a rider who
 * looks at a price.
 *
 * @param broken rows that could not be read, by reason
 * @param breakage why the file broke off, when it did
 */
record Pickups(List<Look> looks, SortedMap<String, Integer> broken, Optional<String> breakage) {
  private static final int RESOLUTION = 8;

  Pickups {
    looks = List.copyOf(looks);
  }

  /**
   * Reads a file of rides.
   *
   * @throws IOException when it cannot be read, or holds no ride
   */
  static Pickups read(Path file, H3Core h3) throws IOException {
    var looks = new ArrayList<Look>();
    var broken = new TreeMap<String, Integer>();
    try (var rides = RideFile.open(file)) {
      while (rides.hasNext()) {
        switch (rides.next()) {
          case RideRow.Told(RideEvent.Start start) -> looks.add(look(start, h3));
          case RideRow.Told _ -> {} // an end tells nothing of riders to come
          case RideRow.Rejected(var fault) -> broken.merge(fault.name(), 1, Integer::sum);
        }
      }
      looks.sort(Comparator.comparingLong(Look::epochSecond));
      if (looks.isEmpty()) {
        throw new IOException(file + ": no rides (expected: some)");
      }
      return new Pickups(looks, broken, rides.breakage());
    } catch (UncheckedIOException | CsvParseException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  private static Look look(RideEvent.Start start, H3Core h3) {
    double latitude = start.pickup().latitude();
    double longitude = start.pickup().longitude();
    return new Look(
        start.at().getEpochSecond(),
        latitude,
        longitude,
        h3.latLngToCell(latitude, longitude, RESOLUTION));
  }

  /** Those from a time on, and before another. */
  List<Look> between(Instant from, Instant to) {
    return looks.subList(firstFrom(from), firstFrom(to));
  }

  private int firstFrom(Instant time) {
    int low = 0;
    int high = looks.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (looks.get(middle).epochSecond() < time.getEpochSecond()) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  LocalDate firstDay(ZoneId zone) {
    return dayOf(looks.getFirst(), zone);
  }

  LocalDate lastDay(ZoneId zone) {
    return dayOf(looks.getLast(), zone);
  }

  static LocalDate dayOf(Look look, ZoneId zone) {
    return Instant.ofEpochSecond(look.epochSecond()).atZone(zone).toLocalDate();
  }
}
