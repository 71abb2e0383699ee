package dev.faremesh.mesh.read;

import io.grpc.Context.CancellableContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/**
 * Reads that share a call. Forms, begins and closes; reads join before it begins, and afterwards
 * when it asks for all that they want. Used under the lock of {@link Batches}, but for {@link
 * #cancel}.
 */
final class Batch<G, K, V> {
  private final Lane<G, K, V> lane;
  private final CancellableContext context;
  private final Alarm alarm;
  private final List<Waiter<K, V>> waiters = new ArrayList<>();
  private final Set<K> keys = new LinkedHashSet<>();
  private int wanted;
  private long begunAt;

  /**
   * Forms.
   *
   * @param lookAfter is given the batch, on the timer, when the patience of a reader has ended
   */
  Batch(
      Lane<G, K, V> lane,
      CancellableContext context,
      ScheduledExecutorService timer,
      Consumer<Batch<G, K, V>> lookAfter) {
    this.lane = lane;
    this.context = context;
    this.alarm = new Alarm(timer, () -> lookAfter.accept(this));
  }

  Lane<G, K, V> lane() {
    return lane;
  }

  /** In which its calls are made. */
  CancellableContext context() {
    return context;
  }

  void add(Waiter<K, V> waiter, long now) {
    waiters.add(waiter);
    wanted++;
    alarm.ringWithin(waiter.patience().left(now), now);
  }

  /**
   * A reader is gone for good. One that was answered with what was last known is not: the call goes
   * on for the next ones.
   *
   * @return whether it was the last
   */
  boolean leave(Waiter<K, V> waiter) {
    waiter.patience().giveUp();
    return --wanted == 0;
  }

  /** Asks for what those want who are still there: false when nobody is. */
  boolean begin(long now) {
    begunAt = now;
    for (Waiter<K, V> waiter : waiters) {
      if (!waiter.patience().givenUp()) {
        keys.addAll(waiter.keys());
      }
    }
    return wanted > 0;
  }

  /** What it asks for, once it has begun. */
  Set<K> keys() {
    return keys;
  }

  long begunAt() {
    return begunAt;
  }

  boolean covers(Collection<K> wanted) {
    return keys.containsAll(wanted);
  }

  /** Those whose patience has ended; sets the alarm for the next. */
  List<Waiter<K, V>> due(long now) {
    alarm.stop();
    var due = new ArrayList<Waiter<K, V>>();
    for (Waiter<K, V> waiter : waiters) {
      var patience = waiter.patience();
      if (!waiter.over() && patience.left(now) <= 0) {
        due.add(waiter);
        patience.insist();
      }
      if (!waiter.over() && patience.left(now) > 0) {
        alarm.ringWithin(patience.left(now), now);
      }
    }
    return due;
  }

  /** Ends it: those who still wait are the caller's to answer. */
  List<Waiter<K, V>> close() {
    alarm.stop();
    var waiting = waiters.stream().filter(waiter -> !waiter.over()).toList();
    waiters.clear(); // an alarm that rings now finds nobody
    return waiting;
  }

  /** Ends its calls. Not under the lock: whoever is told may take locks of its own. */
  void cancel() {
    context.cancel(new CancellationException("no reader is left"));
  }
}
