package dev.faremesh.lab;

import static java.util.Objects.requireNonNull;

import dev.faremesh.cli.Fare;
import dev.faremesh.cli.Tool;
import dev.faremesh.cli.output.Terminal;
import dev.faremesh.cli.output.TerminalOwner;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root of the lab's command line: verb {@code lab} of `fare`. */
@Command(
    name = "fare",
    description = "Measures what failure costs a chain of calls.",
    synopsisSubcommandLabel = "VERB",
    commandListHeading = "%nVerbs:%n",
    scope = ScopeType.INHERIT,
    mixinStandardHelpOptions = true,
    versionProvider = Fare.Version.class,
    sortOptions = false,
    showDefaultValues = true,
    subcommands = LabCommand.class)
public final class Lab implements Callable<Integer>, TerminalOwner {
  /** Connections of servers that are killed on purpose are no news. Held, for loggers are not. */
  private static final Logger GRPC_LOG = Logger.getLogger("io.grpc");

  private final Terminal terminal;
  @Spec private @Nullable CommandSpec spec;

  private Lab(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Runs the verb, and ends the process with its exit code. */
  public static void main(String[] args) {
    GRPC_LOG.setLevel(Level.OFF);
    var environment = System.getenv();
    System.exit(run(args, Terminal.ofProcess(environment), environment));
  }

  /**
   * Runs the verb.
   *
   * @return the exit code
   */
  public static int run(String[] args, Terminal terminal, Map<String, String> environment) {
    return new Tool(new Lab(terminal), terminal, environment).execute(args);
  }

  @Override
  public Terminal terminal() {
    return terminal;
  }

  @Override
  public Integer call() {
    var line = requireNonNull(spec).commandLine();
    line.usage(line.getErr());
    return ExitCode.USAGE;
  }
}
