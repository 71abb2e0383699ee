package dev.faremesh.cli.edges;

import dev.faremesh.cli.output.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.Consumer;

/**
 * Pictures that follow each other: drawn one over the other where a person watches, and one below
 * the other elsewhere. Used by one thread.
 */
final class Screen {
  /** A line that wrapped would be two, and erasing would miss one. */
  private static final String NO_WRAP = "\u001b[?7l";

  private static final String WRAP = "\u001b[?7h";

  private final Terminal terminal;
  private int drawn;

  Screen(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * Shows the next picture.
   *
   * @param picture prints itself; on a screen its messages are a part of it
   */
  void show(Consumer<Terminal> picture) {
    if (terminal.live()) {
      redraw(picture);
    } else {
      picture.accept(terminal);
    }
  }

  private void redraw(Consumer<Terminal> picture) {
    var text = new StringWriter();
    var writer = new PrintWriter(text);
    picture.accept(new Terminal(writer, writer, true, terminal.coloured()));
    var lines = text.toString();
    var erased = drawn == 0 ? "" : "\u001b[" + drawn + "A\u001b[J";
    terminal.out().print(erased + NO_WRAP + lines + WRAP);
    terminal.out().flush();
    drawn = (int) lines.lines().count();
  }
}
