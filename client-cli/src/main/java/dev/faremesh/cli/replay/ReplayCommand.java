package dev.faremesh.cli.replay;

import de.siegmar.fastcsv.reader.CsvParseException;
import dev.faremesh.cli.call.Connections;
import dev.faremesh.cli.call.MarketOptions;
import dev.faremesh.cli.call.Peer;
import dev.faremesh.cli.call.TargetOptions;
import dev.faremesh.cli.output.OutputOptions;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Replays a file of rides into the mesh. */
@Command(
    name = "replay",
    description = {
      "Replay a file of rides into supply-server and demand-server.",
      "A start is a session, a request, a start and a driver on a trip; an end completes the ride"
          + " and opens the driver. Rows that cannot be replayed are counted by reason.",
      "Reads taxi ride events, Uber pickups and TLC green trips, gzip or plain, whatever the name."
    })
public final class ReplayCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec verb;

  @Parameters(paramLabel = "FILE", description = "The rides.")
  private Path file = Path.of("");

  @Option(
      names = "--speed",
      paramLabel = "X",
      defaultValue = "60",
      description = "Seconds of the file per second.")
  private double speed;

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      converter = WallTime.class,
      description =
          "Stop after so long, such as 30s (by the clock on the wall, not the file's). Rides that"
              + " are under way stay started.")
  private Optional<Duration> most = Optional.empty();

  @Mixin private MarketOptions market = new MarketOptions();
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private TargetOptions targets = new TargetOptions(Peer.SUPPLY, Peer.DEMAND);

  @Override
  public Integer call() throws IOException, InterruptedException {
    requireSpeed();
    try (var rides = RideFile.open(file);
        var connections = Connections.to(targets)) {
      var replay = new Replay(rides);
      try {
        replay.run(connections, market, speed, most.orElse(WallTime.UNLIMITED), output.terminal());
      } catch (StatusRuntimeException e) {
        if (replay.begun()) {
          replay.summary().print(output);
        }
        throw e;
      }
      replay.summary().print(output);
      replay.complaint().ifPresent(why -> output.err().println("fare: " + file + ": " + why));
      return replay.exitCode();
    } catch (UncheckedIOException | CsvParseException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  private void requireSpeed() {
    try {
      Feed.requireSpeed(speed);
    } catch (IllegalArgumentException e) {
      if (verb != null) {
        throw new ParameterException(verb.commandLine(), "--" + e.getMessage());
      }
      throw e;
    }
  }
}
