package dev.faremesh.cli.ride;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The verbs of a ride. */
@Command(
    name = "ride",
    description = "Request a ride, start, complete or cancel it; look at rides.",
    synopsisSubcommandLabel = "VERB",
    commandListHeading = "%nVerbs:%n",
    subcommands = {
      RequestCommand.class,
      StartCommand.class,
      CompleteCommand.class,
      CancelCommand.class,
      GetCommand.class,
      ListCommand.class
    })
public final class RideCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    var line = requireNonNull(spec).commandLine();
    line.usage(line.getErr());
    return ExitCode.USAGE;
  }
}
