package dev.faremesh.cli.output;

import java.util.Locale;

/** A line that says how far something is, redrawn where a person watches. */
public final class Progress implements AutoCloseable {
  private static final int BAR = 24;

  private final Terminal terminal;

  public Progress(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * Draws the line anew; elsewhere it becomes a line of its own, which is for what is told seldom.
   *
   * @param share that is done, 0 to 1
   */
  public void tell(String what, double share) {
    show(what, share);
    if (!terminal.live()) {
      terminal.err().printf(Locale.ROOT, "%3.0f %%  %s%n", share * 100, what);
    }
  }

  /**
   * Draws the line anew; elsewhere nothing is said.
   *
   * @param share that is done, 0 to 1
   */
  public void show(String what, double share) {
    if (terminal.live()) {
      int filled = (int) Math.round(Math.clamp(share, 0, 1) * BAR);
      terminal
          .err()
          .printf(
              Locale.ROOT,
              "\r[%s%s] %3.0f %%  %s\u001b[K",
              "#".repeat(filled),
              " ".repeat(BAR - filled),
              share * 100,
              what);
      terminal.err().flush();
    }
  }

  /** Leaves the line empty for what follows. */
  @Override
  public void close() {
    if (terminal.live()) {
      terminal.err().print("\r\u001b[K");
      terminal.err().flush();
    }
  }
}
