package dev.faremesh.lab.run;

import com.google.protobuf.util.Durations;
import dev.faremesh.lab.chain.AotCaches;
import dev.faremesh.lab.chain.Controls;
import dev.faremesh.lab.chain.LocalChain;
import dev.faremesh.lab.feed.CityFeed;
import dev.faremesh.lab.load.Method;
import dev.faremesh.lab.load.OpenLoop;
import dev.faremesh.lab.load.Patience;
import dev.faremesh.lab.measure.Moments;
import dev.faremesh.lab.result.Mark;
import dev.faremesh.lab.scenario.Guard;
import dev.faremesh.lab.v1.Feed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One run: starts the chain, puts a load on it, makes the fault and ends it, and keeps what it saw.
 * Used by one thread, which may be interrupted: the chain is stopped then too.
 */
final class Run {
  /** Programs that have just started answer slowly: what they do so early is not measured. */
  private static final Duration WARM_UP = Duration.ofSeconds(3);

  private final RunPlan plan;
  private final Path home;
  private final AotCaches caches;
  private final Path logs;
  private final Gate gate;
  private final List<Event> events = new ArrayList<>();

  private record Event(long nanos, String what) {}

  /** Where runs that are made side by side wait for each other. */
  @FunctionalInterface
  interface Gate {
    /**
     * Waits until all of them are warm: who starts takes from those who are measured.
     *
     * @return whether there is room for this one beside the others
     */
    boolean pass() throws InterruptedException;
  }

  /**
   * A run that has not begun.
   *
   * @param home the checkout
   * @param logs a folder for what the servers print
   */
  Run(RunPlan plan, Path home, AotCaches caches, Path logs, Gate gate) {
    this.plan = plan;
    this.home = home;
    this.caches = caches;
    this.logs = logs;
    this.gate = gate;
  }

  /**
   * Makes it.
   *
   * @return empty when there was no room for it
   * @throws IOException when a server does not start, or does not say what it serves
   */
  Optional<RunRecord> make() throws IOException, InterruptedException {
    var experiment = plan.experiment();
    var entry = experiment.entry(plan.variant());
    try (var chain = LocalChain.start(experiment.servers(plan.variant()), home, caches, logs);
        var watch = new EdgeWatch(chain.controls(), chain.loop().timer())) {
      chain.controls().forEach(server -> server.protect(plan.protections()));
      try (var _ = new Closing(feed(chain))) {
        var steps = new Steps(chain, plan.protections(), this::mark);
        try (var load = load(chain, entry)) {
          warmUp(steps);
          if (!gate.pass()) {
            return Optional.empty();
          }
          steps.take(experiment.scenario().getStandingList()); // no fault meets a cold program
          var moments = live(steps);
          load.finish();
          return Optional.of(
              new RunRecord(plan, moments, load.samples().all(), watch.seen(), marks(moments)));
        }
      }
    }
  }

  private void warmUp(Steps steps) throws IOException, InterruptedException {
    long start = System.nanoTime();
    steps.rehearse(plan.experiment().scenario().getFaultList());
    pass(Duration.ofNanos(start + WARM_UP.toNanos() - System.nanoTime()));
  }

  private Moments live(Steps steps) throws IOException, InterruptedException {
    var scenario = plan.experiment().scenario();
    long before = System.nanoTime();
    pass(Duration.ofNanos(Durations.toNanos(scenario.getBefore())));
    long fault = System.nanoTime();
    if (plan.faulty()) {
      steps.take(scenario.getFaultList());
    }
    pass(Duration.ofNanos(fault + plan.lasts().toNanos() - System.nanoTime()));
    long repair = System.nanoTime();
    if (plan.faulty()) {
      steps.take(scenario.getRepairList());
    }
    long ready = System.nanoTime();
    pass(Duration.ofNanos(Durations.toNanos(scenario.getAfter())));
    return new Moments(before, fault, repair, ready, System.nanoTime());
  }

  private static void pass(Duration time) throws InterruptedException {
    if (time.isPositive()) {
      TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }
  }

  private Optional<CityFeed> feed(LocalChain chain) {
    var described = plan.experiment().chain();
    if (!described.hasFeed() || !chain.has(described.getFeed().getRidersTo())) {
      return Optional.empty();
    }
    Feed feed = described.getFeed();
    return Optional.of(
        new CityFeed(
            feed,
            chain.controls(feed.getDriversTo()).channel(),
            chain.controls(feed.getRidersTo()).channel(),
            plan.seed()));
  }

  private OpenLoop load(LocalChain chain, String entry) throws IOException, InterruptedException {
    var described = plan.experiment().chain();
    var load = plan.experiment().scenario().getLoad();
    Controls first = chain.controls(entry);
    return new OpenLoop(
        chain.target(entry),
        Method.reflected(first.channel(), described.getMethod()),
        described.getRequest(),
        described.getAnswer(),
        load,
        new Patience(
            Duration.ofNanos(Durations.toNanos(load.getTimeout())),
            load.getAttempts(),
            plan.protections().has(Guard.RETRY)),
        chain.loop(),
        plan.seed());
  }

  private void mark(String what) {
    events.add(new Event(System.nanoTime(), what));
  }

  private List<Mark> marks(Moments moments) {
    return events.stream()
        .filter(event -> event.nanos() >= moments.fault())
        .map(event -> new Mark(moments.secondsIntoFault(event.nanos()), event.what()))
        .toList();
  }

  /** Closes what there may be. */
  private record Closing(Optional<CityFeed> feed) implements AutoCloseable {
    @Override
    public void close() {
      feed.ifPresent(CityFeed::close);
    }
  }
}
