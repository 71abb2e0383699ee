package dev.faremesh.cli.forecast;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** How forecasts do, on files and live. */
@Command(
    name = "forecast",
    description = "Ask how forecasts do: on a file, or live.",
    synopsisSubcommandLabel = "VERB",
    commandListHeading = "%nVerbs:%n",
    subcommands = CalibrationCommand.class)
public final class ForecastCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  /** Without a verb there is nothing to do but to say which there are. */
  @Override
  public Integer call() {
    var line = requireNonNull(spec).commandLine();
    line.usage(line.getErr());
    return ExitCode.USAGE;
  }
}
