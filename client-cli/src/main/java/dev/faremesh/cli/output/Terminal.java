package dev.faremesh.cli.output;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Map;

/**
 * Where a verb prints.
 *
 * @param out takes data
 * @param err takes messages
 * @param live whether a person watches, so that lines may be redrawn
 * @param coloured whether text may be painted
 */
public record Terminal(PrintWriter out, PrintWriter err, boolean live, boolean coloured) {

  /** Plain text to two writers: a pipe, a file, a test. */
  public static Terminal plain(PrintWriter out, PrintWriter err) {
    return new Terminal(out, err, false, false);
  }

  /** What this process was started on. */
  public static Terminal ofProcess(Map<String, String> environment) {
    return of(writer(System.out), writer(System.err), isTerminal(), environment);
  }

  /** Painted when a person watches, unless the environment says NO_COLOR or a dumb terminal. */
  static Terminal of(
      PrintWriter out, PrintWriter err, boolean live, Map<String, String> environment) {
    boolean coloured =
        live
            && environment.getOrDefault("NO_COLOR", "").isEmpty()
            && !environment.getOrDefault("TERM", "").equals("dumb");
    return new Terminal(out, err, live, coloured);
  }

  @SuppressWarnings("SystemConsoleNull") // JDK 25 gives null again when there is no terminal
  private static boolean isTerminal() {
    var console = System.console();
    return console != null && console.isTerminal();
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, stream.charset());
  }

  /** The text, painted when this terminal has colours. */
  public String paint(Tone tone, String text) {
    return coloured ? tone.paint(text) : text;
  }
}
