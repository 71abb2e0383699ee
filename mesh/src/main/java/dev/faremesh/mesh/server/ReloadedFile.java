package dev.faremesh.mesh.server;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a file says, or several that are one whole, read again whenever its content changes. A file
 * that is wrong, gone or half written changes nothing: the value that was read last stays in force,
 * and the log says so once, with the reason. It is read whole at each look, because modification
 * times are too coarse to tell two writes of one moment apart. What was refused is tried again at
 * each look: it may be a matter of time. Safe for use by threads.
 *
 * @param <T> immutable
 */
public final class ReloadedFile<T> implements AutoCloseable {
  /** How long a change may go unseen. */
  static final Duration INTERVAL = Duration.ofMillis(500);

  /** When a process that is not overloaded has read a change, and made up its mind about it. */
  public static final Duration SEEN_WITHIN = INTERVAL.multipliedBy(4);

  static final int MOST_BYTES = 16 << 20;

  private static final Logger LOG = System.getLogger(ReloadedFile.class.getName());

  /**
   * Makes a value of a file's content.
   *
   * @param <T> the value
   */
  @FunctionalInterface
  public interface Parser<T> {
    /**
     * Runs on a thread that may block. Whatever it throws means that the content is wrong, and its
     * message is what people read: it must show no secret.
     */
    T parse(byte[] content) throws Exception;
  }

  /**
   * Makes a value of the contents of several files, in the order of their paths. As {@link Parser}.
   *
   * @param <T> the value
   */
  @FunctionalInterface
  public interface PartsParser<T> {
    /** Likewise. */
    T parse(List<byte[]> contents) throws Exception;
  }

  private final List<Path> paths;
  private final PartsParser<T> parser;
  private final Function<T, String> version;
  private final ScheduledExecutorService timer;
  private final Executor reader;
  private final AtomicBoolean looking = new AtomicBoolean();
  private List<byte[]> seen; // guarded, as complaint, by looking; empty when there was nothing
  private String complaint = "";
  private volatile T value;
  private volatile boolean closed;
  private volatile Future<?> nextLook = CompletableFuture.completedFuture(null);

  private ReloadedFile(
      List<Path> paths,
      PartsParser<T> parser,
      Function<T, String> version,
      ScheduledExecutorService timer,
      Executor reader)
      throws Exception {
    this.paths = List.copyOf(paths);
    this.parser = parser;
    this.version = version;
    this.timer = timer;
    this.reader = reader;
    this.seen = read();
    this.value = parser.parse(seen);
  }

  /**
   * Reads a file on this thread, and from then on again when it changes.
   *
   * @param version names a value in the log; it must show no secret
   * @param timer says when to look, no more: a virtual thread reads and parses
   * @throws IllegalArgumentException when the first read fails, with the reason
   */
  public static <T> ReloadedFile<T> open(
      Path path, Parser<T> parser, Function<T, String> version, ScheduledExecutorService timer) {
    return open(path, parser, version, timer, Thread.ofVirtual().name("reload")::start);
  }

  /**
   * Likewise, files that make sense together alone: a look reads all of them, and takes all or
   * none.
   */
  public static <T> ReloadedFile<T> openTogether(
      List<Path> paths,
      PartsParser<T> parser,
      Function<T, String> version,
      ScheduledExecutorService timer) {
    return openTogether(paths, parser, version, timer, Thread.ofVirtual().name("reload")::start);
  }

  /** Likewise, on another reader. */
  static <T> ReloadedFile<T> open(
      Path path,
      Parser<T> parser,
      Function<T, String> version,
      ScheduledExecutorService timer,
      Executor reader) {
    return openTogether(
        List.of(path), parts -> parser.parse(parts.getFirst()), version, timer, reader);
  }

  /** Likewise. */
  static <T> ReloadedFile<T> openTogether(
      List<Path> paths,
      PartsParser<T> parser,
      Function<T, String> version,
      ScheduledExecutorService timer,
      Executor reader) {
    try {
      var file = new ReloadedFile<>(paths, parser, version, timer, reader);
      file.waitForNextLook();
      return file;
    } catch (Exception e) {
      throw new IllegalArgumentException(named(paths) + ": " + reason(e), e);
    }
  }

  private static String named(List<Path> paths) {
    return paths.stream().map(Path::toString).collect(Collectors.joining(" and "));
  }

  /** What the file says, or said when it was last right. */
  public T value() {
    return value;
  }

  private void waitForNextLook() {
    nextLook = timer.schedule(this::startLook, INTERVAL.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void startLook() {
    if (closed) {
      return;
    }
    waitForNextLook();
    if (looking.compareAndSet(false, true)) {
      reader.execute(this::look);
    }
  }

  private void look() {
    try {
      var before = seen;
      seen = List.of();
      var contents = read();
      seen = contents;
      if (!complaint.isEmpty() || !Arrays.deepEquals(before.toArray(), contents.toArray())) {
        take(parser.parse(contents));
      }
    } catch (Exception e) {
      complain(reason(e));
    } finally {
      looking.set(false);
    }
  }

  private void take(T next) {
    var from = version.apply(value);
    var to = version.apply(next);
    value = next;
    if (!from.equals(to) || !complaint.isEmpty()) {
      LOG.log(Level.INFO, "file={0} version {1}->{2}", named(paths), from, to);
    }
    complaint = "";
  }

  private void complain(String reason) {
    if (!reason.equals(complaint)) {
      complaint = reason;
      LOG.log(
          Level.WARNING,
          "file={0} refused, version {1} stays: {2}",
          named(paths),
          version.apply(value),
          reason);
    }
  }

  private List<byte[]> read() throws IOException {
    var contents = new ArrayList<byte[]>();
    for (Path path : paths) {
      try {
        contents.add(read(path));
      } catch (IOException e) {
        throw paths.size() == 1 ? e : new IOException(path + ": " + reason(e), e);
      }
    }
    return contents;
  }

  private static byte[] read(Path path) throws IOException {
    try (var in = Files.newInputStream(path)) {
      var content = in.readNBytes(MOST_BYTES + 1);
      if (content.length > MOST_BYTES) {
        throw new IOException("size: more (expected: at most %d bytes)".formatted(MOST_BYTES));
      }
      return content;
    }
  }

  private static String reason(Exception failure) {
    return switch (failure) {
      case NoSuchFileException _ -> "no such file";
      case AccessDeniedException _ -> "may not be read";
      default -> failure.getMessage() == null ? failure.toString() : failure.getMessage();
    };
  }

  /** Looks no more; the value stays. */
  @Override
  public void close() {
    closed = true;
    nextLook.cancel(false);
  }

  @Override
  public String toString() {
    return "ReloadedFile{%s, version %s}".formatted(named(paths), version.apply(value));
  }
}
