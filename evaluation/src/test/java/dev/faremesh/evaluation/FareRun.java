package dev.faremesh.evaluation;

import dev.faremesh.cli.output.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/** One run of the program, and what it printed. */
public record FareRun(int code, String out, String err) {
  public static FareRun of(String... args) {
    var out = new StringWriter();
    var err = new StringWriter();
    var terminal = Terminal.plain(new PrintWriter(out), new PrintWriter(err));
    int code = Evaluation.run(args, terminal, Map.of());
    return new FareRun(code, out.toString(), err.toString());
  }
}
