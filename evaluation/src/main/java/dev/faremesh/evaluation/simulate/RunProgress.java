package dev.faremesh.evaluation.simulate;

import dev.faremesh.cli.output.Progress;
import dev.faremesh.cli.output.Terminal;
import dev.faremesh.cli.replay.WallClock;
import java.time.Duration;
import java.util.Locale;

/**
 * Shows how the runs get on: a bar that is redrawn on a terminal, a plain line now and then
 * elsewhere. Safe for use by threads.
 */
final class RunProgress {
  private static final Duration REDRAW = Duration.ofMillis(200);
  private static final Duration NEXT_LINE = Duration.ofSeconds(10);

  private final Progress line;
  private final Duration every;
  private final WallClock clock;
  private final int runs;
  private final long begun;
  private long drawn;
  private int done;

  /** Shows this many runs. */
  RunProgress(Terminal terminal, WallClock clock, int runs) {
    this.line = new Progress(terminal);
    this.every = terminal.live() ? REDRAW : NEXT_LINE;
    this.clock = clock;
    this.runs = runs;
    this.begun = clock.nanos();
    this.drawn = begun;
  }

  /** One more run is done. */
  synchronized void done() {
    done++;
    long now = clock.nanos();
    if (now - drawn >= every.toNanos()) {
      draw(now);
      drawn = now;
    }
  }

  private void draw(long now) {
    double share = (double) done / runs;
    double left = (now - begun) / 1e9 * (runs - done) / done;
    line.tell(String.format(Locale.ROOT, "%,d of %,d runs  %.0f s left", done, runs, left), share);
  }

  /** Leaves the terminal's line empty for what follows. */
  synchronized void end() {
    line.close();
  }
}
