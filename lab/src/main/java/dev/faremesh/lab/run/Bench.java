package dev.faremesh.lab.run;

import dev.faremesh.lab.chain.AotCaches;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Makes runs, some side by side: as many as leave the machine room, which is looked at in each
 * {@link Round}; those that start programs alone. A run that the machine disturbed is made again,
 * with fewer beside it. Used by one thread; when that is interrupted, or a run fails, all are
 * stopped before it leaves.
 */
public final class Bench implements AutoCloseable {
  private static final int TRIES = 3;

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
      var round = next(waiting, sideBySide);
      listener.begins(round.getFirst(), made.size(), round.size(), plans.size());
      var ended = new Round(round, machine, this::run, threads).await();
      round.subList(ended.runs().size(), round.size()).reversed().forEach(waiting::addFirst);
      boolean disturbed = false;
      for (RunRecord run : ended.runs().reversed()) {
        var plan = run.plan();
        var wrong = Disturbance.of(run, ended.busy());
        disturbed |= wrong.isPresent();
        if (wrong.isEmpty()) {
          made.put(plan, new Made.Valid(run));
        } else if (tries.merge(plan, 1, Integer::sum) < TRIES) {
          listener.again(plan, wrong.get());
          waiting.addFirst(plan);
        } else {
          made.put(plan, new Made.Invalid(plan, wrong.get()));
        }
      }
      int fits = (int) (ended.runs().size() * Round.ROOM / ended.busy());
      int borne = ended.runs().size() + (disturbed ? -1 : 1); // one at a time, as TCP does
      sideBySide = Math.clamp(Math.min(fits, borne), 1, most);
    }
    return plans.stream().map(made::get).toList();
  }

  /** Takes out those that are made side by side: what starts programs is made alone. */
  static List<RunPlan> next(Deque<RunPlan> waiting, int most) {
    var round = new ArrayList<>(List.of(waiting.removeFirst()));
    while (round.size() < most
        && !waiting.isEmpty()
        && !round.getFirst().startsPrograms()
        && !waiting.getFirst().startsPrograms()) {
      round.add(waiting.removeFirst());
    }
    return round;
  }

  private Run run(RunPlan plan, Run.Gate gate) {
    return new Run(plan, home, caches, logs.resolve("run-" + ++number), gate);
  }

  /** How many it would make at once now. */
  int sideBySide() {
    return sideBySide;
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
