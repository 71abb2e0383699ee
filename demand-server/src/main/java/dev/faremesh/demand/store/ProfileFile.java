package dev.faremesh.demand.store;

import dev.faremesh.demand.forecast.History;
import dev.faremesh.demand.forecast.Profile;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A history on disk, from which the profile is made when it is loaded. Gzip of lines:
 *
 * <pre>{@code
 * faremesh-profile,1                          the format and its version
 * zone,America/New_York                       by whose clocks slots are counted
 * days,2014-04-01..2014-04-30 2014-06-01..2014-06-30
 * sessions,564516                             in all, so that a file that lacks any is found out
 * cell,slot:sessions                          then one line for each cell, in order:
 * 882a100d2dfffff,0:3 17:1                    slots of the week (0 is Monday 0:00 to 0:05) with any
 * }</pre>
 */
public final class ProfileFile {
  private ProfileFile() {}

  /**
   * Writes a history. The file is there whole or not at all.
   *
   * @throws IOException when it cannot be written
   */
  public static void write(History history, Path file) throws IOException {
    var target = file.toAbsolutePath();
    var unfinished = target.resolveSibling(target.getFileName() + ".unfinished");
    try (var out =
        new BufferedWriter(
            new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(unfinished)), StandardCharsets.UTF_8))) {
      write(history, out);
    } catch (NoSuchFileException e) {
      throw new IOException(file + ": no such folder", e);
    }
    var _ = Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void write(History history, Writer out) throws IOException {
    for (String line : ProfileText.head(history)) {
      out.append(line).append('\n');
    }
    for (long cell : history.cells()) {
      out.append(ProfileText.line(cell, history.counts(cell))).append('\n');
    }
  }

  /**
   * Reads a file, and makes its profile.
   *
   * @throws IOException when it cannot be read, or is not what it should be: with the line and what
   *     was expected there
   */
  public static Profile read(Path file) throws IOException {
    try {
      return Profile.of(readHistory(file));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads a file.
   *
   * @throws IOException as {@link #read}
   */
  public static History readHistory(Path file) throws IOException {
    var text = new ProfileText();
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        text.take(line);
      }
      return text.history();
    } catch (NoSuchFileException e) {
      throw new IOException(file + ": no such file", e);
    } catch (IllegalArgumentException e) {
      throw new IOException("%s:%d: %s".formatted(file, text.line(), e.getMessage()), e);
    } catch (IOException e) {
      throw new IOException(
          "%s: not a whole gzip (expected: what `fare profile build` writes): %s"
              .formatted(file, e.getMessage()),
          e);
    }
  }
}
