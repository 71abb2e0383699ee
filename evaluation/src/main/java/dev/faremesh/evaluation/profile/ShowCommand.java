package dev.faremesh.evaluation.profile;

import dev.faremesh.cli.output.OutputOptions;
import dev.faremesh.demand.store.ProfileFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows a profile. */
@Command(name = "show", description = "Say what a profile was made of, and what it expects.")
final class ShowCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "What `fare profile build` wrote.")
  private Path file = Path.of("");

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws IOException {
    new ProfileReport(ProfileFile.readHistory(file)).print(output);
    return ExitCode.OK;
  }
}
