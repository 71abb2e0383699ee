package dev.faremesh.evaluation.simulate;

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
  private static final int BAR = 24;

  private final Terminal terminal;
  private final WallClock clock;
  private final int runs;
  private final long begun;
  private long drawn;
  private int done;

  /** Shows this many runs. */
  RunProgress(Terminal terminal, WallClock clock, int runs) {
    this.terminal = terminal;
    this.clock = clock;
    this.runs = runs;
    this.begun = clock.nanos();
    this.drawn = begun;
  }

  /** One more run is done. */
  synchronized void done() {
    done++;
    long now = clock.nanos();
    if (now - drawn >= (terminal.live() ? REDRAW : NEXT_LINE).toNanos()) {
      draw(now);
      drawn = now;
    }
  }

  private void draw(long now) {
    double share = (double) done / runs;
    double left = (now - begun) / 1e9 * (runs - done) / done;
    var text =
        String.format(
            Locale.ROOT, "%3.0f %%  %,d of %,d runs  %.0f s left", 100 * share, done, runs, left);
    if (terminal.live()) {
      int filled = (int) Math.round(share * BAR);
      terminal
          .err()
          .print("\r[" + "#".repeat(filled) + " ".repeat(BAR - filled) + "] " + text + "\u001b[K");
      terminal.err().flush();
    } else {
      terminal.err().println(text);
    }
  }

  /** Leaves the terminal's line empty for what follows. */
  synchronized void end() {
    if (terminal.live()) {
      terminal.err().print("\r\u001b[K");
      terminal.err().flush();
    }
  }
}
