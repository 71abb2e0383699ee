package dev.faremesh.cli.replay;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.zip.ZipException;

/**
 * A file of rides, in one of the formats of {@link RideFormat}, packed or plain. Files in order of
 * time are streamed; others are sorted in memory. Used by one thread.
 */
public final class RideFile implements Iterator<RideRow>, AutoCloseable {
  private static final int SAMPLE_BYTES = 1 << 14;
  private static final int SAMPLE_LINES = 10;

  private final UnpackedFile content;
  private final RideFormat format;
  private final CloseableIterator<CsvRecord> records;
  private final ArrayDeque<RideRow> ready = new ArrayDeque<>();
  private Optional<Instant> previous = Optional.empty();
  private Optional<Instant> doubted = Optional.empty();
  private long rows;
  private int sorted;

  private RideFile(UnpackedFile content, RideFormat format, CsvReader<CsvRecord> reader) {
    this.content = content;
    this.format = format;
    this.records = reader.iterator();
    if (format.hasHeader()) {
      records.next();
    }
  }

  /**
   * Opens a file.
   *
   * @throws IOException when it cannot be read, or is not in a format that is known
   */
  public static RideFile open(Path file) throws IOException {
    var content = unpack(file);
    try {
      var bytes = new BufferedInputStream(content, SAMPLE_BYTES);
      var format =
          RideFormat.of(sample(bytes))
              .orElseThrow(() ->
                  new IOException(
                      file
                          + ": unknown format (expected: taxi ride events, Uber pickups or TLC"
                          + " green trips, gzip or plain)"));
      return new RideFile(content, format, rows(bytes));
    } catch (IOException | RuntimeException e) {
      content.close();
      throw e;
    }
  }

  private static UnpackedFile unpack(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + ": is a directory (expected: a file of rides)");
    }
    try {
      return UnpackedFile.open(file);
    } catch (NoSuchFileException e) {
      throw new IOException(file + ": no such file", e);
    } catch (EOFException | ZipException e) {
      throw new IOException(file + ": the gzip breaks off before its first row", e);
    }
  }

  private static List<String> sample(BufferedInputStream bytes) throws IOException {
    bytes.mark(SAMPLE_BYTES);
    var text = new String(bytes.readNBytes(SAMPLE_BYTES), StandardCharsets.UTF_8);
    bytes.reset();
    return text.lines().filter(line -> !line.isBlank()).limit(SAMPLE_LINES).toList();
  }

  private static CsvReader<CsvRecord> rows(InputStream bytes) {
    return CsvReader.builder()
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .quoteCharacter('\0') // no format quotes: a stray quote must not swallow the rows behind it
        .ofCsvRecord(new WithoutNul(bytes), StandardCharsets.UTF_8);
  }

  /** The share of the file that was given out, 0 to 1. */
  public double share() {
    return format.isOrdered() ? content.share() : 1 - (double) ready.size() / Math.max(1, sorted);
  }

  /** How many rows were read. */
  public long rows() {
    return rows;
  }

  /** Why the file broke off, once it was read to its end; empty when it is whole. */
  public Optional<String> breakage() {
    return content.breakage();
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && records.hasNext()) {
      if (format.isOrdered()) {
        ready.addAll(readRow());
      } else {
        ready.addAll(sorted());
        sorted = ready.size();
      }
    }
    return !ready.isEmpty();
  }

  @Override
  public RideRow next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }

  private List<RideRow> sorted() {
    var rejected = new ArrayList<RideRow>();
    var events = new ArrayList<RideEvent>();
    while (records.hasNext()) {
      for (RideRow row : readRow()) {
        switch (row) {
          case RideRow.Told told -> events.add(told.event());
          case RideRow.Rejected _ -> rejected.add(row);
        }
      }
    }
    events.sort(Comparator.comparing(RideEvent::at));
    events.forEach(event -> rejected.add(new RideRow.Told(event)));
    return rejected;
  }

  private List<RideRow> readRow() {
    var row = new Fields(records.next().getFields());
    rows++;
    if (!records.hasNext() && breakage().isPresent()) {
      return List.of(new RideRow.Rejected(Fault.TRUNCATED)); // it may have lost its last digits
    }
    try {
      var events = format.read(row, rows);
      if (format.isOrdered()) {
        requireOrder(events.getFirst().at());
      }
      return events.stream().<RideRow>map(RideRow.Told::new).toList();
    } catch (BadRow e) {
      return List.of(new RideRow.Rejected(e.fault()));
    }
  }

  /** One wrong year would hold the replay up for as long; two rows that agree on it are a gap. */
  private void requireOrder(Instant at) throws BadRow {
    boolean agreed = doubted.isPresent() && isNear(doubted.get(), at);
    doubted = Optional.empty();
    if (previous.isPresent() && !isNear(previous.get(), at) && !agreed) {
      doubted = Optional.of(at);
      throw new BadRow(Fault.BAD_TIME);
    }
    previous = Optional.of(at);
  }

  private static boolean isNear(Instant one, Instant other) {
    return Duration.between(one, other).abs().toDays() == 0;
  }

  @Override
  public void close() throws IOException {
    content.close();
  }
}
