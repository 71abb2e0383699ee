package dev.faremesh.evaluation.profile;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Profiles. */
@Command(
    name = "profile",
    description = "Make the hour-of-week profile that demand-server loads.",
    subcommands = {BuildCommand.class, ShowCommand.class})
public final class ProfileCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  /** Without a verb there is nothing to do but to say which there are. */
  @Override
  public Integer call() {
    var line = requireNonNull(spec).commandLine();
    line.usage(line.getErr());
    return ExitCode.USAGE;
  }
}
