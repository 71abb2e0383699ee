package dev.faremesh.cli.fault;

import com.google.protobuf.Duration;
import com.google.protobuf.util.Durations;
import com.google.rpc.Code;
import dev.faremesh.mesh.v1.Abort;
import dev.faremesh.mesh.v1.Delay;
import dev.faremesh.mesh.v1.Fault;
import dev.faremesh.mesh.v1.LogNormal;
import dev.faremesh.mesh.v1.Reset;
import dev.faremesh.mesh.v1.Stall;
import dev.faremesh.mesh.v1.Uniform;
import dev.faremesh.mesh.v1.WorkerQueue;
import io.grpc.Status;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say what a fault does to a call. */
final class EffectOptions {
  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec verb;

  @Option(
      names = "--status",
      paramLabel = "CODE",
      description = "End calls with this error: ${COMPLETION-CANDIDATES}.")
  private Status.@Nullable Code status;

  @Option(names = "--stall", description = "Never answer: callers wait until they give up.")
  private boolean stall;

  @Option(names = "--reset", description = "Cut calls off without an answer.")
  private boolean reset;

  @Option(
      names = "--delay",
      paramLabel = "TIME",
      converter = Quantities.TimeReader.class,
      description = "Delay calls by this.")
  private @Nullable Duration delay;

  @Option(
      names = "--delay-median",
      paramLabel = "TIME",
      converter = Quantities.TimeReader.class,
      description = "Delay half of the calls by less, and a few by much more; with --delay-p99.")
  private @Nullable Duration delayMedian;

  @Option(
      names = "--delay-p99",
      paramLabel = "TIME",
      converter = Quantities.TimeReader.class,
      description = "Delay one call of a hundred by more than this.")
  private @Nullable Duration delayP99;

  @Option(
      names = "--delay-uniform",
      paramLabel = "MIN..MAX",
      converter = Quantities.RangeReader.class,
      description = "Delay calls by anything between two times.")
  private @Nullable Uniform delayUniform;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Work on so many calls at once; others wait. With --service-time.")
  private @Nullable Integer workers;

  @Option(
      names = "--service-time",
      paramLabel = "TIME",
      converter = Quantities.TimeReader.class,
      description = "How long a worker takes for a call.")
  private @Nullable Duration serviceTime;

  @Option(
      names = "--queue",
      paramLabel = "N",
      description = "How many calls may wait for a worker; further ones are refused. Without: 256.")
  private @Nullable Integer queue;

  @Option(
      names = "--serve-abandoned",
      description = "Have workers serve calls, too, whose callers gave up, as naive servers do.")
  private boolean serveAbandoned;

  /**
   * Says it in a fault.
   *
   * @throws ParameterException when options contradict each other, or none is given
   */
  void addTo(Fault.Builder fault) {
    requireOneAtMost(given("--status", status), given("--stall", stall), given("--reset", reset));
    requireOneAtMost(
        given("--delay", delay),
        given("--delay-median", delayMedian),
        given("--delay-uniform", delayUniform));
    addDelay(fault);
    addQueue(fault);
    addEnding(fault);
    require(
        fault.hasDelay() || fault.hasQueue() || fault.hasAbort() || stall || reset,
        "nothing to do (expected: --status, --stall, --reset, --delay or --workers)");
  }

  private void addDelay(Fault.Builder fault) {
    require(
        (delayMedian == null) == (delayP99 == null),
        "--delay-median and --delay-p99: one of them (expected: both)");
    if (delay != null) {
      fault.setDelay(Delay.newBuilder().setFixed(delay));
    }
    if (delayMedian != null && delayP99 != null) {
      require(
          Durations.compare(delayMedian, delayP99) <= 0,
          "--delay-median: %s (expected: at most --delay-p99 %s)"
              .formatted(Quantities.time(delayMedian), Quantities.time(delayP99)));
      fault.setDelay(
          Delay.newBuilder()
              .setLogNormal(LogNormal.newBuilder().setMedian(delayMedian).setP99(delayP99)));
    }
    if (delayUniform != null) {
      fault.setDelay(Delay.newBuilder().setUniform(delayUniform));
    }
  }

  private void addQueue(Fault.Builder fault) {
    require(
        (workers == null) == (serviceTime == null),
        "--workers and --service-time: one of them (expected: both)");
    require(
        workers != null || (queue == null && !serveAbandoned),
        "--queue or --serve-abandoned without --workers (expected: with them)");
    if (workers != null && serviceTime != null) {
      fault.setQueue(
          WorkerQueue.newBuilder()
              .setWorkers(workers)
              .setServiceTime(serviceTime)
              .setCapacity(queue == null ? 256 : queue)
              .setServeAbandoned(serveAbandoned));
    }
  }

  private void addEnding(Fault.Builder fault) {
    if (status != null) {
      require(status != Status.Code.OK, "--status: OK (expected: an error)");
      fault.setAbort(Abort.newBuilder().setCode(Code.forNumber(status.value())));
    }
    if (stall) {
      fault.setStall(Stall.getDefaultInstance());
    }
    if (reset) {
      fault.setReset(Reset.getDefaultInstance());
    }
  }

  private static String given(String name, @Nullable Object value) {
    return value == null || value.equals(false) ? "" : name;
  }

  private void requireOneAtMost(String... names) {
    var given = Arrays.stream(names).filter(name -> !name.isEmpty()).toList();
    require(given.size() <= 1, String.join(" and ", given) + " (expected: one of them)");
  }

  private void require(boolean holds, String message) {
    if (!holds) {
      throw verb == null
          ? new IllegalStateException(message)
          : new ParameterException(verb.commandLine(), message);
    }
  }
}
