package dev.faremesh.evaluation.history;

import dev.faremesh.cli.replay.Place;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** A file of pickups that is being written. Used by one thread. */
final class PickupFile implements AutoCloseable {
  private static final String BASE = "B00000"; // no base of the real files

  private final BufferedWriter out;
  private long rows;

  private PickupFile(OutputStream bytes) throws IOException {
    out = new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8));
    out.write("pickup_local,lat,lon,base\n");
  }

  /**
   * Begins a file, packed when its name ends in {@code .gz}.
   *
   * @throws IOException when it cannot be written
   */
  static PickupFile create(Path file) throws IOException {
    try {
      var bytes = Files.newOutputStream(file);
      return new PickupFile(file.toString().endsWith(".gz") ? new GZIPOutputStream(bytes) : bytes);
    } catch (NoSuchFileException e) {
      throw new IOException(file + ": no such folder", e);
    }
  }

  void write(LocalDateTime minute, List<Place> pickups) throws IOException {
    for (Place pickup : pickups) {
      out.write(
          String.format(
              Locale.ROOT,
              "%s,%.4f,%.4f,%s\n",
              minute,
              pickup.latitude(),
              pickup.longitude(),
              BASE));
      rows++;
    }
  }

  /** How many were written. */
  long rows() {
    return rows;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
