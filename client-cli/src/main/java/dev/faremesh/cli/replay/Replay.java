package dev.faremesh.cli.replay;

import dev.faremesh.cli.call.Connections;
import dev.faremesh.cli.call.MarketOptions;
import dev.faremesh.cli.call.Peer;
import dev.faremesh.cli.local.StopSignal;
import dev.faremesh.cli.output.Terminal;
import io.grpc.Status;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.ExitCode;

/** One run of a file of rides through a {@link Feeder}. */
final class Replay {
  private final RideFile file;
  private final ReplayScript script;
  private final FeedCounts counts = new FeedCounts();
  private Duration wall = Duration.ZERO;

  Replay(RideFile file) {
    this.file = file;
    this.script = new ReplayScript(file);
  }

  /**
   * Replays the file, as far as it goes, or until the process is told to stop.
   *
   * @param most ends it after so much wall time
   * @throws io.grpc.StatusRuntimeException when a server breaks off
   */
  void run(
      Connections connections, MarketOptions market, double speed, Duration most, Terminal terminal)
      throws InterruptedException {
    if (!script.hasNext()) {
      return;
    }
    var feed = new Feed(market.city(), market.product(), script.peek().at(), speed);
    var clock = WallClock.system();
    var progress =
        new ReplayProgress(
            terminal,
            clock,
            new ReplayProgress.View(file::share, file::rows, script::reached, counts::lag));
    var feeder =
        new Feeder(
            connections.connected(Peer.SUPPLY),
            connections.connected(Peer.DEMAND),
            feed,
            UUID.randomUUID().toString(),
            clock,
            counts,
            progress::look);
    long start = clock.nanos();
    try (var _ = StopSignal.then(feeder::stop)) {
      feeder.run(script, most);
    } finally {
      wall = Duration.ofNanos(clock.nanos() - start);
      progress.end();
    }
  }

  /** Whether a server was told anything. */
  boolean begun() {
    return counts.of(Count.MOMENTS) > 0;
  }

  ReplaySummary summary() {
    return new ReplaySummary(file.rows(), script.rejected(), counts, wall);
  }

  /** What went wrong besides rows and reports that were rejected. */
  Optional<String> complaint() {
    var failed = counts.failedCalls();
    if (!failed.isEmpty()) {
      return Optional.of("calls about rides failed: " + failed);
    }
    return file.breakage().map(why -> why + "; what could be read was replayed");
  }

  int exitCode() {
    return counts.failedCalls().keySet().stream()
        .filter(status -> !status.equals(RideCalls.NOT_MADE))
        .map(status -> 64 + Status.Code.valueOf(status).value())
        .findFirst()
        .orElse(file.breakage().isPresent() ? ExitCode.SOFTWARE : ExitCode.OK);
  }
}
