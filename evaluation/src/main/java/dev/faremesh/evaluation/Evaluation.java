package dev.faremesh.evaluation;

import dev.faremesh.cli.Fare;
import dev.faremesh.cli.Tool;
import dev.faremesh.cli.output.Terminal;
import dev.faremesh.cli.output.TerminalOwner;
import dev.faremesh.evaluation.audit.QuoteCommand;
import dev.faremesh.evaluation.forecast.ForecastCommand;
import dev.faremesh.evaluation.history.HistoryCommand;
import dev.faremesh.evaluation.profile.ProfileCommand;
import dev.faremesh.evaluation.simulate.SimulateCommand;
import dev.faremesh.evaluation.tariff.TariffCommand;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** The root of those verbs of `fare` that call no server. */
@Command(
    name = "fare",
    description = "Scores forecasts and prices, and checks files.",
    synopsisSubcommandLabel = "VERB",
    commandListHeading = "%nVerbs:%n",
    scope = ScopeType.INHERIT,
    mixinStandardHelpOptions = true,
    versionProvider = Fare.Version.class,
    sortOptions = false,
    showDefaultValues = true,
    subcommands = {
      SimulateCommand.class,
      ForecastCommand.class,
      ProfileCommand.class,
      HistoryCommand.class,
      TariffCommand.class,
      QuoteCommand.class
    })
public final class Evaluation implements TerminalOwner {
  private final Terminal terminal;

  private Evaluation(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Runs a verb, and ends the process with its exit code. */
  public static void main(String[] args) {
    var environment = System.getenv();
    System.exit(run(args, Terminal.ofProcess(environment), environment));
  }

  /**
   * Runs a verb.
   *
   * @return the exit code
   */
  public static int run(String[] args, Terminal terminal, Map<String, String> environment) {
    return new Tool(new Evaluation(terminal), terminal, environment).execute(args);
  }

  @Override
  public Terminal terminal() {
    return terminal;
  }
}
