package dev.faremesh.lab.run;

import com.google.protobuf.util.Durations;
import dev.faremesh.lab.chain.AotCaches;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Makes runs, some side by side: as many as leave the machine room, which is looked at in each
 * round. Those of a round start together and are measured together, so that none is measured while
 * another's programs start. A run that the machine disturbed is made again, with fewer beside it.
 * Used by one thread; when that is interrupted, or a run fails, all are stopped before it leaves.
 */
public final class Bench implements AutoCloseable {
  private static final int TRIES = 3;
  private static final int SETTLED_WITHIN_SECONDS = 8;

  /** So many runs are made at once that this share of all cores is busy before the fault. */
  private static final double ROOM = 0.7;

  private final Path home;
  private final AotCaches caches;
  private final Path logs;
  private final int most;
  private final Listener listener;
  private final Machine machine = new Machine();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private int sideBySide;
  private int number;

  /** Hears how far runs are. */
  public interface Listener {
    /**
     * A round begins.
     *
     * @param first of its runs
     * @param done of all runs, so far
     */
    void begins(RunPlan first, int done, int underWay, int all);

    /** A run was disturbed, and is made again. */
    void again(RunPlan run, String why);
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
  public Bench(Path home, AotCaches caches, Path logs, int most, Listener listener) {
    this.home = home;
    this.caches = caches;
    this.logs = logs;
    this.most = most;
    this.listener = listener;
    this.sideBySide = Math.min(most, Runtime.getRuntime().availableProcessors());
  }

  /**
   * Makes runs, and waits for all of them.
   *
   * @return in the order of the plans
   * @throws IOException when a chain does not start
   */
  public List<Made> make(List<RunPlan> plans) throws IOException, InterruptedException {
    caches.make(
        plans.stream()
            .flatMap(plan -> plan.experiment().servers(plan.variant()).stream())
            .distinct()
            .toList());
    Map<RunPlan, Made> made = new HashMap<>();
    Map<RunPlan, Integer> tries = new HashMap<>();
    Deque<RunPlan> waiting = new ArrayDeque<>(plans);
    while (!waiting.isEmpty()) {
      var round = new ArrayList<RunPlan>();
      while (round.size() < sideBySide && !waiting.isEmpty()) {
        round.add(waiting.removeFirst());
      }
      listener.begins(round.getFirst(), made.size(), round.size(), plans.size());
      for (Ended ended : make(round, before(round))) {
        var plan = ended.run().plan();
        if (ended.wrong().isEmpty()) {
          made.put(plan, new Made.Valid(ended.run()));
        } else if (tries.merge(plan, 1, Integer::sum) < TRIES) {
          listener.again(plan, ended.wrong().get());
          waiting.addFirst(plan);
        } else {
          made.put(plan, new Made.Invalid(plan, ended.wrong().get()));
        }
      }
    }
    return plans.stream().map(made::get).toList();
  }

  private record Ended(RunRecord run, Optional<String> wrong) {}

  /** How long the load of all runs is without a fault. */
  private static long before(List<RunPlan> round) {
    return round.stream()
        .mapToLong(plan -> Durations.toMillis(plan.experiment().scenario().getBefore()))
        .min()
        .orElseThrow();
  }

  private List<Ended> make(List<RunPlan> round, long beforeMillis)
      throws IOException, InterruptedException {
    var warm = new CountDownLatch(round.size());
    var go = new CountDownLatch(1);
    var runs = new ArrayList<Future<RunRecord>>();
    for (RunPlan plan : round) {
      var run =
          new Run(
              plan,
              home,
              caches,
              logs.resolve("run-" + ++number),
              () -> {
                warm.countDown();
                go.await();
              });
      runs.add(threads.submit(() -> made(run, warm)));
    }
    warm.await();
    for (Future<RunRecord> run : runs) {
      if (run.isDone()) {
        var _ = get(run); // says why it ended before it began
      }
    }
    settle();
    go.countDown();
    double busy = busyFor(beforeMillis);
    var ended = new ArrayList<Ended>();
    boolean disturbed = false;
    for (Future<RunRecord> run : runs) {
      var record = get(run);
      var wrong = Disturbance.of(record, busy);
      disturbed |= wrong.isPresent();
      ended.add(new Ended(record, wrong));
    }
    int fits = (int) (round.size() * ROOM / busy);
    sideBySide = Math.clamp(disturbed ? Math.min(fits, round.size() - 1) : fits, 1, most);
    return ended;
  }

  private static RunRecord made(Run run, CountDownLatch warm)
      throws IOException, InterruptedException {
    try {
      return run.make();
    } finally {
      warm.countDown(); // nobody waits for a run that failed
    }
  }

  /** Lets programs that have just started be compiled, as long as that takes the room of others. */
  private void settle() throws InterruptedException {
    for (int i = 0; i < SETTLED_WITHIN_SECONDS && busyFor(1_000) > ROOM; i++) {}
  }

  private double busyFor(long millis) throws InterruptedException {
    var _ = machine.busy();
    TimeUnit.MILLISECONDS.sleep(millis);
    return machine.busy();
  }

  private static RunRecord get(Future<RunRecord> run) throws IOException, InterruptedException {
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
