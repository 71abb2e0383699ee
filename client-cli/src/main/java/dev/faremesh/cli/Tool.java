package dev.faremesh.cli;

import dev.faremesh.cli.output.Terminal;
import java.util.Arrays;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;

/**
 * A command line as all programs of a person's have it: the same errors, exit codes, colours, and
 * environment variables behind options.
 */
public final class Tool {
  private final CommandLine line;

  /**
   * Makes a command line of a root command.
   *
   * @param root which must say where its verbs print
   */
  public Tool(Object root, Terminal terminal, Map<String, String> environment) {
    var failures = new Failures();
    line = new CommandLine(root);
    WrittenDefaults.alone(line);
    line.setOut(terminal.out())
        .setErr(terminal.err())
        .setColorScheme(Help.defaultColorScheme(terminal.coloured() ? Ansi.ON : Ansi.OFF))
        .setDefaultValueProvider(new Environment(environment))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(failures)
        .setExecutionExceptionHandler(failures);
  }

  CommandLine line() {
    return line;
  }

  /**
   * Runs a verb.
   *
   * @return the exit code
   */
  public int execute(String... args) {
    return line.execute(Arrays.stream(args).map(Tool::shielded).toArray(String[]::new));
  }

  /** What begins with a minus is an option to picocli, even -33.86,151.21; a blank hides it. */
  private static String shielded(String argument) {
    return argument.matches("-[0-9.]+,.*") ? " " + argument : argument;
  }
}
