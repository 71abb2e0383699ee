package dev.faremesh.evaluation.forecast;

import dev.faremesh.cli.output.OutputOptions;
import dev.faremesh.cli.output.Progress;
import dev.faremesh.evaluation.Pickups;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Scores forecasts on a file of rides. */
@Command(
    name = "score",
    description = {
      "Train on the first 70 %% of the days in a file, and score the rest one step ahead.",
      "Forecasts are those of demand-server, by the same code. They are compared with the last"
          + " slot, the hour of the week and an EWMA, in H3 cells of resolution 8 with half a"
          + " pickup per five minutes or more. A gate that is missed ends with 1.",
      "Reads Uber pickups, TLC green trips and taxi ride events, gzip or plain."
    })
public final class ScoreCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "Rides of ten days or more.")
  private Path file = Path.of("");

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws IOException {
    var pickups = Pickups.read(file, output.terminal());
    pickups.complaint().ifPresent(why -> output.err().println("fare: " + file + ": " + why));
    var report = new ScoreReport(pickups, scored(pickups));
    report.print(output);
    return report.ok() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private Scoring scored(Pickups pickups) throws IOException {
    try (var progress = new Progress(output.terminal())) {
      var scoring = new Scoring(pickups, Split.of(pickups));
      scoring.run(progress);
      return scoring;
    } catch (IOException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }
}
