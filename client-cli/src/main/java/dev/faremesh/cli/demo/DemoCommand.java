package dev.faremesh.cli.demo;

import dev.faremesh.cli.local.LocalMesh;
import dev.faremesh.cli.local.MeshOptions;
import dev.faremesh.cli.local.ServerJars;
import dev.faremesh.cli.local.StopSignal;
import dev.faremesh.cli.output.OutputOptions;
import dev.faremesh.cli.replay.Feed;
import dev.faremesh.cli.replay.WallTime;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows the whole mesh at work, without any data of one's own. */
@Command(
    name = "demo",
    description = {
      "Run the mesh, and a generated city's busy evening through it.",
      "Shows drivers, riders, surge and quotes every second. Surge is known once the demand window"
          + " of five minutes of the evening has passed: five seconds at speed 60."
    })
public final class DemoCommand implements Callable<Integer> {
  private static final int MOST_DRIVERS = 100_000;

  @Spec private @Nullable CommandSpec verb;

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      converter = WallTime.class,
      description = "End after so long, such as 30s. Without it: until Ctrl-C.")
  private Optional<Duration> most = Optional.empty();

  @Option(
      names = "--speed",
      paramLabel = "X",
      defaultValue = "60",
      description = "Seconds of the evening per second.")
  private double speed;

  @Option(
      names = "--drivers",
      paramLabel = "N",
      defaultValue = "600",
      description = "How many drivers there are.")
  private int drivers;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The same seed gives the same evening.")
  private long seed;

  @Mixin private MeshOptions options = new MeshOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException {
    requireRanges();
    var plan = options.plan();
    var servers = ServerJars.toStartQuickly(options.home()).with(plan.quoteKeys());
    var stop = new CountDownLatch(1);
    say("starting supply-server, demand-server and pricing-server");
    try (var _ = StopSignal.then(stop::countDown);
        var mesh = LocalMesh.start(plan, servers, false, this::say);
        var channels = new Channels(mesh)) {
      new Demo(channels, output, speed, drivers, seed)
          .run(most.orElse(WallTime.UNLIMITED), seed, stop);
      return ExitCode.OK;
    }
  }

  private void requireRanges() {
    try {
      Feed.requireSpeed(speed);
    } catch (IllegalArgumentException e) {
      throw wrong("--" + e.getMessage());
    }
    if (drivers < 1 || drivers > MOST_DRIVERS) {
      throw wrong("--drivers: %d (expected: 1 to %d)".formatted(drivers, MOST_DRIVERS));
    }
  }

  private RuntimeException wrong(String message) {
    return verb == null
        ? new IllegalStateException(message)
        : new ParameterException(verb.commandLine(), message);
  }

  private void say(String line) {
    output.err().println("fare: " + line);
  }
}
