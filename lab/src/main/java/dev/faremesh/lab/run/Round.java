package dev.faremesh.lab.run;

import com.google.protobuf.util.Durations;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Runs that are made side by side. They start together and are measured together, so that none is
 * measured while another's programs start. When all are warm, those leave for which the machine has
 * no room. Used by one thread.
 */
final class Round {
  /** So many stay that this share of all cores is busy before the fault. */
  static final double ROOM = 0.7;

  private static final int SETTLED_WITHIN_SECONDS = 20;

  private final Machine machine;
  private final List<Entrant> entrants = new ArrayList<>();
  private final CountDownLatch warm;

  private record Entrant(
      RunPlan plan, BlockingQueue<Boolean> room, Future<Optional<RunRecord>> run) {}

  /** Makes a run of a plan, which asks at the gate whether it may go on. */
  @FunctionalInterface
  interface Maker {
    Run run(RunPlan plan, Run.Gate gate);
  }

  /**
   * What came of it.
   *
   * @param runs in the order of the plans, as many as there was room for, at least one
   * @param busy the share of all cores that was, before the fault
   */
  record Made(List<RunRecord> runs, double busy) {}

  /** Starts one run for each plan. */
  Round(List<RunPlan> plans, Machine machine, Maker maker, ExecutorService threads) {
    this.machine = machine;
    this.warm = new CountDownLatch(plans.size());
    for (RunPlan plan : plans) {
      BlockingQueue<Boolean> room = new ArrayBlockingQueue<>(1);
      var run =
          maker.run(
              plan,
              () -> {
                warm.countDown();
                return room.take();
              });
      entrants.add(new Entrant(plan, room, threads.submit(() -> make(run))));
    }
  }

  private Optional<RunRecord> make(Run run) throws IOException, InterruptedException {
    try {
      return run.make();
    } finally {
      warm.countDown(); // nobody waits for a run that failed
    }
  }

  /**
   * Waits for all of them.
   *
   * @throws IOException when a chain does not start
   */
  Made await() throws IOException, InterruptedException {
    warm.await();
    for (Entrant entrant : entrants) {
      if (entrant.run.isDone()) {
        var _ = get(entrant); // says why it ended before it began
      }
    }
    int fit = Math.clamp(fit(settled()), 1, entrants.size());
    for (Entrant entrant : entrants.subList(fit, entrants.size())) {
      entrant.room.add(false);
    }
    for (Entrant entrant : entrants.subList(fit, entrants.size())) {
      var _ = get(entrant); // its programs are gone
    }
    var staying = entrants.subList(0, fit);
    staying.forEach(entrant -> entrant.room.add(true));
    double busy = busyFor(before(staying));
    var runs = new ArrayList<RunRecord>();
    for (Entrant entrant : staying) {
      runs.add(get(entrant).orElseThrow());
    }
    return new Made(runs, busy);
  }

  /** How many of these would have room, of which all together kept so much of the machine busy. */
  private int fit(double busy) {
    return busy <= Disturbance.MOST_BUSY ? entrants.size() : (int) (entrants.size() * ROOM / busy);
  }

  /** Lets programs that have just started be compiled, as long as that takes the room of others. */
  private double settled() throws InterruptedException {
    double busy = busyFor(1_000);
    for (int i = 1; i < SETTLED_WITHIN_SECONDS && busy > ROOM; i++) {
      busy = busyFor(1_000);
    }
    return busy;
  }

  /** How long the load of all runs is without a fault. */
  private static long before(List<Entrant> staying) {
    return staying.stream()
        .mapToLong(e -> Durations.toMillis(e.plan.experiment().scenario().getBefore()))
        .min()
        .orElseThrow();
  }

  private double busyFor(long millis) throws InterruptedException {
    var _ = machine.busy();
    TimeUnit.MILLISECONDS.sleep(millis);
    return machine.busy();
  }

  private static Optional<RunRecord> get(Entrant entrant) throws IOException, InterruptedException {
    try {
      return entrant.run.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failed) {
        throw failed;
      }
      throw new CompletionException(e.getCause());
    }
  }
}
