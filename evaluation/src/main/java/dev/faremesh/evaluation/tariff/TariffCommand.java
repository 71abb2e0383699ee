package dev.faremesh.evaluation.tariff;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The verbs of tariff files. */
@Command(
    name = "tariff",
    description = "Show what rides cost, and look whether a tariff file is right.",
    synopsisSubcommandLabel = "VERB",
    commandListHeading = "%nVerbs:%n",
    subcommands = {CheckCommand.class, ShowCommand.class})
public final class TariffCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  /** Without a verb there is nothing to do but to say which there are. */
  @Override
  public Integer call() {
    var line = requireNonNull(spec).commandLine();
    line.usage(line.getErr());
    return ExitCode.USAGE;
  }
}
