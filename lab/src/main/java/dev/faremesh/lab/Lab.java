package dev.faremesh.lab;

import dev.faremesh.cli.Fare;
import dev.faremesh.cli.Tool;
import dev.faremesh.cli.output.Terminal;
import dev.faremesh.cli.output.TerminalOwner;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

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
public final class Lab implements TerminalOwner {
  /** Connections of servers that are killed on purpose are no news. Held, for loggers are not. */
  private static final Logger GRPC_LOG = Logger.getLogger("io.grpc");

  private final Terminal terminal;

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
}
