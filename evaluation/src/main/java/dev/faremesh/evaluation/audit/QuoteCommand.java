package dev.faremesh.evaluation.audit;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The verbs of quotes that were made. */
@Command(
    name = "quote",
    description = "Check quotes that were made.",
    synopsisSubcommandLabel = "VERB",
    commandListHeading = "%nVerbs:%n",
    subcommands = {VerifyCommand.class})
public final class QuoteCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  /** Without a verb there is nothing to do but to say which there are. */
  @Override
  public Integer call() {
    var line = requireNonNull(spec).commandLine();
    line.usage(line.getErr());
    return ExitCode.USAGE;
  }
}
