package dev.faremesh.cli;

import dev.faremesh.cli.certs.CertsCommand;
import dev.faremesh.cli.check.CheckCommand;
import dev.faremesh.cli.demo.DemoCommand;
import dev.faremesh.cli.edges.EdgesCommand;
import dev.faremesh.cli.fault.FaultCommand;
import dev.faremesh.cli.forecast.ForecastCommand;
import dev.faremesh.cli.keys.KeysCommand;
import dev.faremesh.cli.local.MeshOptions;
import dev.faremesh.cli.local.UpCommand;
import dev.faremesh.cli.offline.OfflineVerb;
import dev.faremesh.cli.offline.Program;
import dev.faremesh.cli.offline.ProgramRun;
import dev.faremesh.cli.output.Terminal;
import dev.faremesh.cli.output.TerminalOwner;
import dev.faremesh.cli.policy.PolicyCommand;
import dev.faremesh.cli.pricing.QuoteCommand;
import dev.faremesh.cli.pricing.SurgeCommand;
import dev.faremesh.cli.replay.ReplayCommand;
import dev.faremesh.cli.ride.RideCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ScopeType;

/** The root of the command line. */
@Command(
    name = "fare",
    description = {"Prices rides: runs the mesh, feeds it, and asks it.", "To begin: fare demo"},
    synopsisSubcommandLabel = "VERB",
    commandListHeading = "%nVerbs:%n",
    scope = ScopeType.INHERIT,
    mixinStandardHelpOptions = true,
    versionProvider = Fare.Version.class,
    sortOptions = false,
    showDefaultValues = true,
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      ReplayCommand.class,
      QuoteCommand.class,
      SurgeCommand.class,
      RideCommand.class,
      ForecastCommand.class,
      EdgesCommand.class,
      FaultCommand.class,
      CheckCommand.class,
      PolicyCommand.class,
      KeysCommand.class,
      CertsCommand.class,
      CompletionCommand.class
    },
    footer = {
      "",
      "Exit codes: 0 done, 1 the tool failed, 2 wrong usage, 64 + gRPC code when a call failed."
    })
public final class Fare implements TerminalOwner {
  /** A verb says in its own words what grpc would log. Held, for loggers can be collected. */
  private static final Logger GRPC_LOG = Logger.getLogger("io.grpc");

  private final Terminal terminal;

  private Fare(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Runs a verb, and ends the process with its exit code. */
  public static void main(String[] args) {
    GRPC_LOG.setLevel(Level.OFF);
    var environment = System.getenv();
    System.exit(
        OfflineVerb.asked(args)
            .map(verb -> runBeside(verb.program(), args))
            .orElseGet(() -> run(args, Terminal.ofProcess(environment), environment)));
  }

  private static int runBeside(Program program, String[] args) {
    try {
      return new ProgramRun(program, MeshOptions.checkout()).run(args);
    } catch (IOException e) {
      System.err.println("fare: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return ExitCode.SOFTWARE;
  }

  /** Runs a verb that prints plain text. */
  public static int run(
      String[] args, PrintWriter out, PrintWriter err, Map<String, String> environment) {
    return run(args, Terminal.plain(out, err), environment);
  }

  /**
   * Runs a verb.
   *
   * @return the exit code
   */
  public static int run(String[] args, Terminal terminal, Map<String, String> environment) {
    var tool = new Tool(new Fare(terminal), terminal, environment);
    OfflineVerb.listIn(tool.line());
    return tool.execute(args);
  }

  @Override
  public Terminal terminal() {
    return terminal;
  }

  /** The version that the jar's manifest states. */
  public static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      var version = Fare.class.getPackage().getImplementationVersion();
      return new String[] {"fare " + (version == null ? "(not packaged)" : version)};
    }
  }
}
