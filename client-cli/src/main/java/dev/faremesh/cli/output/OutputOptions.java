package dev.faremesh.cli.output;

import static java.util.Objects.requireNonNull;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The option that says how data is printed, and where it goes. A mixin of every verb. */
public final class OutputOptions {
  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec verb;

  @Option(
      names = {"-o", "--output"},
      order = 90,
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = {"How data is printed: ${COMPLETION-CANDIDATES}.", "Env: FARE_OUTPUT"})
  private Format format = Format.TABLE;

  public boolean json() {
    return format == Format.JSON;
  }

  /** Where the verb prints: the terminal of the root of its command line. */
  public Terminal terminal() {
    return ((TerminalOwner) requireNonNull(verb).root().userObject()).terminal();
  }

  /** Takes data. */
  public PrintWriter out() {
    return terminal().out();
  }

  /** Takes messages. */
  public PrintWriter err() {
    return terminal().err();
  }
}
