package dev.faremesh.mesh.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faremesh.mesh.ManualTimer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class ReloadedFileTest {
  private static final Instant WRITTEN = Instant.parse("2026-05-04T03:02:01Z");

  private final ManualTimer timer = new ManualTimer();
  private final List<String> logged = new ArrayList<>();
  private final Logger logger = Logger.getLogger(ReloadedFile.class.getName());
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          logged.add(line.getLevel() + " " + new SimpleFormatter().formatMessage(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @TempDir private Path folder = Path.of("");
  private Path path = Path.of("");

  @BeforeEach
  void listen() throws IOException {
    path = folder.resolve("number");
    write("17");
    logger.addHandler(handler);
    logger.setLevel(Level.ALL);
    logger.setUseParentHandlers(false);
  }

  @AfterEach
  void stopListening() {
    logger.removeHandler(handler);
    logger.setLevel(null);
    logger.setUseParentHandlers(true);
  }

  @Test
  void whatTheFileSaysAtFirstIsThereAtOnce() {
    try (var file = open()) {
      assertThat(file.value()).isEqualTo(17);
      assertThat(logged).isEmpty();
    }
  }

  @Test
  void changeIsTakenAtTheNextLookAndLoggedOnce() throws IOException {
    try (var file = open()) {
      write("19");
      assertThat(file.value()).isEqualTo(17);

      look(3);

      assertThat(file.value()).isEqualTo(19);
      assertThat(logged).containsExactly("INFO file=" + path + " version v17->v19");
    }
  }

  @Test
  void changeThatKeepsSizeAndTimeIsSeen() throws IOException {
    try (var file = open()) {
      write("23");
      Files.setLastModifiedTime(path, FileTime.from(WRITTEN));

      look(1);

      assertThat(file.value()).isEqualTo(23);
    }
  }

  @Test
  void wrongContentKeepsTheOldValueAndIsLoggedOnce() throws IOException {
    try (var file = open()) {
      write("nineteen");

      look(5);

      assertThat(file.value()).isEqualTo(17);
      assertThat(logged)
          .containsExactly(
              "WARNING file=%s refused, version v17 stays: %s"
                  .formatted(path, "number: nineteen (expected: digits)"));
    }
  }

  @Test
  void eachNewReasonIsLogged() throws IOException {
    try (var file = open()) {
      write("nineteen");
      look(2);
      write("twenty");
      look(2);

      assertThat(file.value()).isEqualTo(17);
      assertThat(logged).hasSize(2).last().asString().contains("number: twenty");
    }
  }

  @Test
  void wrongContentThatIsMendedIsTaken() throws IOException {
    try (var file = open()) {
      write("1 ");
      look(2);
      assertThat(file.value()).isEqualTo(17);

      write("117");
      look(1);

      assertThat(file.value()).isEqualTo(117);
      assertThat(logged).last().isEqualTo("INFO file=" + path + " version v17->v117");
    }
  }

  @Test
  void oldContentThatIsBackEndsTheComplaint() throws IOException {
    try (var file = open()) {
      write("nineteen");
      look(1);
      write("17");
      look(1);
      write("nineteen");
      look(1);

      assertThat(logged).hasSize(3).element(1).isEqualTo("INFO file=" + path + " version v17->v17");
      assertThat(file.value()).isEqualTo(17);
    }
  }

  @Test
  void fileThatIsGoneKeepsTheOldValueUntilItIsBack() throws IOException {
    try (var file = open()) {
      Files.delete(path);
      look(3);
      assertThat(file.value()).isEqualTo(17);
      assertThat(logged)
          .containsExactly("WARNING file=" + path + " refused, version v17 stays: no such file");

      write("17");
      look(1);
      assertThat(logged).last().isEqualTo("INFO file=" + path + " version v17->v17");
    }
  }

  @Test
  void fileThatIsReplacedByALinkIsSeen() throws IOException {
    try (var file = open()) {
      var other = Files.writeString(folder.resolve("other"), "29");
      Files.delete(path);
      Files.createSymbolicLink(path, other);

      look(1);

      assertThat(file.value()).isEqualTo(29);
    }
  }

  @Test
  void fileThatIsTooLargeIsRefused() throws IOException {
    try (var file = open()) {
      try (var large = new RandomAccessFile(path.toFile(), "rw")) {
        large.setLength(ReloadedFile.MOST_BYTES + 1L);
      }
      look(1);

      assertThat(file.value()).isEqualTo(17);
      assertThat(logged).last().asString().endsWith("(expected: at most 16777216 bytes)");
    }
  }

  @Test
  void firstReadThatFailsThrowsWithPathAndReason() throws IOException {
    write("none");
    assertThatThrownBy(this::open)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(path + ": number: none (expected: digits)");

    path = folder.resolve("nowhere");
    assertThatThrownBy(this::open)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(path + ": no such file");
    assertThat(timer.pending()).isZero();
  }

  @Test
  void nobodyLooksAfterClose() throws IOException {
    var file = open();
    file.close();
    write("31");

    look(2);

    assertThat(timer.pending()).isZero();
    assertThat(file.value()).isEqualTo(17);
  }

  @Test
  void slowReaderIsNotAskedTwice() throws IOException {
    Queue<Runnable> reader = new ArrayDeque<>();
    try (var file =
        ReloadedFile.open(path, ReloadedFileTest::parse, v -> "v" + v, timer, reader::add)) {
      write("37");
      look(4);
      assertThat(reader).hasSize(1);

      reader.remove().run();
      assertThat(file.value()).isEqualTo(37);
      look(1);
      assertThat(reader).hasSize(1);
    }
  }

  @Test
  void virtualThreadReadsAndTheTimerNever() throws Exception {
    BlockingQueue<Thread> readers = new LinkedBlockingQueue<>();
    ReloadedFile.Parser<Integer> parser =
        content -> {
          readers.add(Thread.currentThread());
          return 17;
        };
    try (var _ = ReloadedFile.open(path, parser, v -> "v" + v, timer)) {
      assertThat(readers.take()).isEqualTo(Thread.currentThread());
      write("41");
      look(1);

      assertThat(readers.poll(30, TimeUnit.SECONDS)).matches(Thread::isVirtual);
    }
  }

  @Test
  void filesThatAreOneWholeAreTakenTogether() throws IOException {
    var unit = Files.writeString(folder.resolve("unit"), "km");
    ReloadedFile.PartsParser<String> parser =
        parts -> parse(parts.get(0)) + new String(parts.get(1), StandardCharsets.UTF_8);
    try (var files =
        ReloadedFile.openTogether(List.of(path, unit), parser, v -> v, timer, Runnable::run)) {
      assertThat(files.value()).isEqualTo("17km");
      Files.writeString(unit, "m");
      look(1);
      assertThat(files.value()).isEqualTo("17m");

      Files.delete(unit);
      write("19");
      look(2);

      assertThat(files.value()).isEqualTo("17m");
      assertThat(logged)
          .last()
          .isEqualTo(
              "WARNING file=%s and %s refused, version 17m stays: %s: no such file"
                  .formatted(path, unit, unit));
    }
  }

  @Test
  void whatWasRefusedIsTriedAgainBecauseItMayBeAMatterOfTime() throws IOException {
    var early = new AtomicBoolean(true);
    ReloadedFile.Parser<Integer> parser =
        content -> {
          if (content.length == 3 && early.get()) {
            throw new IllegalArgumentException("too early");
          }
          return parse(content);
        };
    try (var file = ReloadedFile.open(path, parser, v -> "v" + v, timer, Runnable::run)) {
      write("117");
      look(3);
      assertThat(file.value()).isEqualTo(17);
      assertThat(logged).hasSize(1);

      early.set(false);
      look(1);

      assertThat(file.value()).isEqualTo(117);
    }
  }

  private ReloadedFile<Integer> open() {
    return ReloadedFile.open(
        path, ReloadedFileTest::parse, value -> "v" + value, timer, Runnable::run);
  }

  private void look(int times) {
    for (int i = 0; i < times; i++) {
      timer.advance(ReloadedFile.INTERVAL);
    }
    timer.advance(Duration.ofMillis(1));
  }

  private void write(String text) throws IOException {
    Files.writeString(path, text);
    Files.setLastModifiedTime(path, FileTime.from(WRITTEN));
  }

  private static int parse(byte[] content) {
    var text = new String(content, StandardCharsets.UTF_8);
    if (!text.matches("[0-9]+")) {
      throw new IllegalArgumentException("number: %s (expected: digits)".formatted(text));
    }
    return Integer.parseInt(text);
  }
}
