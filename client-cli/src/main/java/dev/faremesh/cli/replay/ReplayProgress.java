package dev.faremesh.cli.replay;

import dev.faremesh.cli.output.Progress;
import dev.faremesh.cli.output.Terminal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Shows how a replay gets on: a bar that is redrawn on a terminal, a plain line now and then
 * elsewhere. Used by one thread.
 */
final class ReplayProgress {
  private static final Duration REDRAW = Duration.ofMillis(200);
  private static final Duration NEXT_LINE = Duration.ofSeconds(5);

  /**
   * What is shown.
   *
   * @param share of the file that was read, 0 to 1
   * @param rows read so far
   * @param reached the event time of the last event
   * @param lag of the last event, in wall time
   */
  record View(
      DoubleSupplier share, LongSupplier rows, Supplier<Instant> reached, Supplier<Duration> lag) {}

  private final Progress line;
  private final WallClock clock;
  private final View view;
  private final Duration every;
  private long lastNanos;
  private long lastRows;

  ReplayProgress(Terminal terminal, WallClock clock, View view) {
    this.line = new Progress(terminal);
    this.clock = clock;
    this.view = view;
    this.every = terminal.live() ? REDRAW : NEXT_LINE;
    this.lastNanos = clock.nanos();
  }

  /** Draws when it is time to. */
  void look() {
    var now = clock.nanos();
    var passed = now - lastNanos;
    if (passed < every.toNanos()) {
      return;
    }
    var rows = view.rows().getAsLong();
    draw(rows, (rows - lastRows) * 1e9 / passed);
    lastNanos = now;
    lastRows = rows;
  }

  private void draw(long rows, double perSecond) {
    line.tell(
        String.format(
            Locale.ROOT,
            "%,d rows  %,.0f rows/s  lag %.1f s  at %s",
            rows,
            perSecond,
            view.lag().get().toMillis() / 1000.0,
            view.reached().get().truncatedTo(ChronoUnit.SECONDS)),
        view.share().getAsDouble());
  }

  /** Leaves the terminal's line empty for what follows. */
  void end() {
    line.close();
  }
}
