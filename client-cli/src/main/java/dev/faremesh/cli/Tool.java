package dev.faremesh.cli;

import dev.faremesh.cli.output.Terminal;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/**
 * A command line as all programs of a person's have it: the same errors, exit codes, colours, and
 * environment variables behind options.
 */
public final class Tool {
  private final CommandLine line;
  private final Terminal terminal;

  /**
   * Makes a command line of a root command.
   *
   * @param root which must say where its verbs print
   */
  public Tool(Object root, Terminal terminal, Map<String, String> environment) {
    var failures = new Failures();
    this.terminal = terminal;
    line = new CommandLine(root);
    WrittenDefaults.alone(line);
    line.setOut(terminal.out())
        .setErr(terminal.err())
        .setColorScheme(Help.defaultColorScheme(terminal.coloured() ? Ansi.ON : Ansi.OFF))
        .setDefaultValueProvider(new Environment(environment))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionStrategy(Tool::run)
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
    try {
      return line.execute(Arrays.stream(args).map(Tool::shielded).toArray(String[]::new));
    } finally {
      terminal.out().flush(); // text that does not end with a line's end is still held
    }
  }

  /** What has verbs and is none itself says which there are. */
  private static int run(ParseResult parsed) {
    var asked = parsed.asCommandLineList().getLast();
    if (asked.getCommand() instanceof Callable<?>) {
      return new RunLast().execute(parsed);
    }
    var help = CommandLine.executeHelpRequest(parsed);
    if (help != null) {
      return help;
    }
    asked.usage(asked.getErr());
    return ExitCode.USAGE;
  }

  /** What begins with a minus is an option to picocli, even -33.86,151.21; a blank hides it. */
  private static String shielded(String argument) {
    return argument.matches("-[0-9.]+,.*") ? " " + argument : argument;
  }
}
