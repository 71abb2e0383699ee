package dev.faremesh.lab.run;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes runs, side by side while the machine has room: the next one starts when less than half of
 * all cores were busy lately. A run that the machine disturbed is made again, alone. Used by one
 * thread; when that is interrupted, or a run fails, all are stopped before it leaves.
 */
public final class Bench implements AutoCloseable {
  private static final double ROOM = 0.5;
  private static final int TRIES = 3;
  private static final long LOOK_MILLIS = 1_000;
  private static final int START_MILLIS = 4_000;

  private final Path home;
  private final Path logs;
  private final int most;
  private final Listener progress;
  private final Machine machine = new Machine();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger numbers = new AtomicInteger();

  /** Hears how far runs are. */
  @FunctionalInterface
  public interface Listener {
    /**
     * Something began or ended.
     *
     * @param what the run that did
     */
    void now(RunPlan what, int done, int underWay, int all);
  }

  /** A run that was made, or why it says nothing. */
  public sealed interface Made {
    record Valid(RunRecord run) implements Made {}

    record Invalid(RunPlan plan, String why) implements Made {}
  }

  /**
   * An idle bench.
   *
   * @param home the checkout
   * @param logs a folder for what servers print
   * @param most runs at once
   */
  public Bench(Path home, Path logs, int most, Listener progress) {
    this.home = home;
    this.logs = logs;
    this.most = most;
    this.progress = progress;
  }

  /**
   * Makes runs, and waits for all of them.
   *
   * @return in the order of the plans
   * @throws IOException when a chain does not start
   */
  public List<Made> make(List<RunPlan> plans) throws IOException, InterruptedException {
    Map<RunPlan, Future<RunRecord>> started = new HashMap<>();
    var waiting = new ArrayList<>(plans);
    while (!waiting.isEmpty()) {
      int underWay = underWay(started);
      if (underWay == 0 || (underWay < most && machine.busy() < ROOM)) {
        var plan = waiting.removeFirst();
        started.put(plan, threads.submit(() -> run(plan)));
        progress.now(plan, started.size() - underWay - 1, underWay + 1, plans.size());
        TimeUnit.MILLISECONDS.sleep(most > 1 ? START_MILLIS : 0); // its start is not its load
        var _ = machine.busy();
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
    var ended = new ArrayList<RunRecord>();
    for (RunPlan plan : plans) {
      ended.add(await(requireNonNull(started.get(plan))));
      progress.now(plan, ended.size(), underWay(started), plans.size());
    }
    var made = new ArrayList<Made>();
    for (RunRecord run : ended) {
      made.add(valid(run));
    }
    return made;
  }

  private static int underWay(Map<RunPlan, Future<RunRecord>> started) {
    return (int) started.values().stream().filter(run -> !run.isDone()).count();
  }

  private RunRecord run(RunPlan plan) throws IOException, InterruptedException {
    return new Run(plan, home, logs.resolve("run-" + numbers.incrementAndGet())).make();
  }

  private Made valid(RunRecord first) throws IOException, InterruptedException {
    var plan = first.plan();
    var run = first;
    var disturbed = Disturbance.of(run);
    for (int tries = 1; disturbed.isPresent() && tries < TRIES; tries++) {
      run = run(plan);
      disturbed = Disturbance.of(run);
    }
    return disturbed.isPresent() ? new Made.Invalid(plan, disturbed.get()) : new Made.Valid(run);
  }

  private static RunRecord await(Future<RunRecord> run) throws IOException, InterruptedException {
    try {
      return run.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failed) {
        throw failed;
      }
      throw new CompletionException(e.getCause());
    }
  }

  /** Stops what is under way. */
  @Override
  public void close() {
    threads.shutdownNow();
    try {
      var _ = threads.awaitTermination(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
