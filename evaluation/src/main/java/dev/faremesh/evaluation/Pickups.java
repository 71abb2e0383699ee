package dev.faremesh.evaluation;

import com.uber.h3core.H3Core;
import de.siegmar.fastcsv.reader.CsvParseException;
import dev.faremesh.cli.output.Progress;
import dev.faremesh.cli.output.Terminal;
import dev.faremesh.cli.replay.Fault;
import dev.faremesh.cli.replay.Place;
import dev.faremesh.cli.replay.RideEvent;
import dev.faremesh.cli.replay.RideFile;
import dev.faremesh.cli.replay.RideRow;
import it.unimi.dsi.fastutil.Arrays;
import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * When and in which cell (H3, resolution 8) the riders of a file were picked up, which stands for
 * sessions. Rows that cannot be read are counted by reason, and the rest goes on.
 */
public final class Pickups {
  /** The files are New York's, and so is their clock on the wall. */
  public static final ZoneId ZONE = ZoneId.of("America/New_York");

  private static final int RESOLUTION = 8;
  private static final int ROWS_PER_LOOK = 20_000;

  private final LongArrayList seconds = new LongArrayList();
  private final LongArrayList cells = new LongArrayList();
  private final DoubleArrayList latitudes = new DoubleArrayList();
  private final DoubleArrayList longitudes = new DoubleArrayList();
  private final Map<Fault, Long> rejected = new EnumMap<>(Fault.class);
  private Optional<String> breakage = Optional.empty();
  private long rows;

  private Pickups() {}

  /**
   * Reads a file in a format that {@code fare replay} reads.
   *
   * @throws IOException when it cannot be read, or has no pickup
   */
  public static Pickups read(Path file, Terminal terminal) throws IOException {
    var pickups = new Pickups();
    try (var progress = new Progress(terminal);
        var rides = RideFile.open(file)) {
      var h3 = H3Core.newInstance();
      while (rides.hasNext()) {
        pickups.take(rides.next(), h3);
        if (rides.rows() % ROWS_PER_LOOK == 0) {
          progress.show("reading " + file.getFileName(), rides.share());
        }
      }
      pickups.rows = rides.rows();
      pickups.breakage = rides.breakage();
    } catch (UncheckedIOException | CsvParseException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
    if (pickups.count() == 0) {
      throw new IOException(
          "%s: no pickup in %d rows (expected: at least one)%s"
              .formatted(file, pickups.rows, pickups.rejectedText()));
    }
    pickups.order();
    return pickups;
  }

  /** Files may have rows out of order, by less than a day. */
  private void order() {
    if (IntStream.range(1, count()).allMatch(i -> seconds.getLong(i - 1) <= seconds.getLong(i))) {
      return;
    }
    Arrays.quickSort(
        0,
        count(),
        (one, other) -> Long.compare(seconds.getLong(one), seconds.getLong(other)),
        (one, other) -> {
          swap(seconds, one, other);
          swap(cells, one, other);
          swap(latitudes, one, other);
          swap(longitudes, one, other);
        });
  }

  private static void swap(LongArrayList numbers, int one, int other) {
    numbers.set(one, numbers.set(other, numbers.getLong(one)));
  }

  private static void swap(DoubleArrayList numbers, int one, int other) {
    numbers.set(one, numbers.set(other, numbers.getDouble(one)));
  }

  private void take(RideRow row, H3Core h3) {
    switch (row) {
      case RideRow.Told(RideEvent.Start start) -> add(start.at(), start.pickup(), h3);
      case RideRow.Told(RideEvent.End _) -> {} // no session
      case RideRow.Rejected(Fault fault) -> rejected.merge(fault, 1L, Long::sum);
    }
  }

  private void add(Instant at, Place place, H3Core h3) {
    seconds.add(at.getEpochSecond());
    cells.add(h3.latLngToCell(place.latitude(), place.longitude(), RESOLUTION));
    latitudes.add(place.latitude());
    longitudes.add(place.longitude());
  }

  public int count() {
    return seconds.size();
  }

  /** When the pickup at an index was, in the order of time. */
  public Instant at(int index) {
    return Instant.ofEpochSecond(seconds.getLong(index));
  }

  /** Where it was, to the point. */
  public Place place(int index) {
    return new Place(latitudes.getDouble(index), longitudes.getDouble(index));
  }

  /** Where it was. */
  public long cell(int index) {
    return cells.getLong(index);
  }

  /** How many rows were read, pickups or not. */
  public long rows() {
    return rows;
  }

  /** How many rows could not be read, by reason. */
  public Map<String, Long> rejectedByName() {
    var byName = new TreeMap<String, Long>();
    rejected.forEach((fault, count) -> byName.put(fault.name(), count));
    return byName;
  }

  /** What was wrong with the file besides, or with rows of it, for a person; empty when nothing. */
  public Optional<String> complaint() {
    if (rejected.isEmpty() && breakage.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "%d of %d rows left out%s%s"
            .formatted(
                rejected.values().stream().mapToLong(Long::longValue).sum(),
                rows,
                rejectedText(),
                breakage.map(why -> "; " + why).orElse("")));
  }

  private String rejectedText() {
    return rejected.isEmpty() ? "" : ": " + rejected;
  }
}
