package dev.faremesh.mesh.read;

import dev.faremesh.mesh.call.Timing;
import io.grpc.Context;
import io.grpc.Status;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * All batches of one reader: which one a read joins, when it starts, and how it ends.
 *
 * <p>A batch starts when the event loop's current run ends, or when the one before it ends: never
 * by a timer. It ends with its calls, which succeed, fail or run out of the contract's time; or
 * with its last reader, when that leaves. Reads, answers and timers may come on different threads;
 * {@code this} guards lanes and batches, for some hundred nanoseconds at a time and with no call
 * back to anybody within it.
 */
final class Batches<G, K, V> {
  private static final Status OUT_OF_TIME =
      Status.DEADLINE_EXCEEDED.withDescription("the reader has no time left");

  private final Map<BatchKey<G>, Lane<G, K, V>> lanes = new HashMap<>();
  private final Question<G, K, V> question;
  private final Timing timing;
  private final Executor loop;
  private final long late;

  /**
   * None yet.
   *
   * @param loop runs what it is given when its current run ends
   * @param late the age in nanoseconds from which a batch under way may be stuck
   */
  Batches(Question<G, K, V> question, Timing timing, Executor loop, long late) {
    this.question = question;
    this.timing = timing;
    this.loop = loop;
    this.late = late;
  }

  /** Waits for a call that others may share. */
  void join(BatchKey<G> key, Waiter<K, V> waiter) {
    Batch<G, K, V> batch;
    boolean starts;
    synchronized (this) {
      var lane = lanes.computeIfAbsent(key, absent -> lane(absent, absent.detached()));
      long now = now();
      batch = lane.join(waiter, now);
      starts = lane.claimStart(now);
    }
    if (starts) {
      startSoon(batch.lane());
    }
    waiter.listen(() -> leave(batch, waiter));
  }

  /** Waits for a call of its own, in the context of its reader. */
  void joinNone(BatchKey<G> key, Waiter<K, V> waiter) {
    var lane = lane(key, Context.current());
    Batch<G, K, V> batch;
    synchronized (this) {
      batch = lane.join(waiter, now());
    }
    start(lane);
    waiter.listen(() -> leave(batch, waiter));
  }

  private Lane<G, K, V> lane(BatchKey<G> key, Context context) {
    return new Lane<>(
        key,
        late,
        lane -> new Batch<>(lane, context.withCancellation(), timing.timer(), this::lookAfter));
  }

  private void startSoon(Lane<G, K, V> lane) {
    try {
      loop.execute(() -> start(lane));
    } catch (RejectedExecutionException e) { // it is closing: the call will say so
      start(lane);
    }
  }

  private void start(Lane<G, K, V> lane) {
    Batch<G, K, V> batch;
    synchronized (this) {
      batch = lane.start(now());
      tidy(lane);
    }
    if (batch != null) {
      question.ask(batch, outcome -> end(batch, outcome));
    }
  }

  private void end(Batch<G, K, V> batch, Outcome<K, V> outcome) {
    var lane = batch.lane();
    List<Waiter<K, V>> waiting;
    boolean starts;
    synchronized (this) {
      if (!lane.end(batch)) {
        return; // its readers had left
      }
      waiting = batch.close();
      starts = claimNext(lane);
    }
    batch.context().close();
    if (starts) {
      start(lane); // at once: it has formed meanwhile
    }
    question.answer(lane.key().group(), waiting, outcome);
  }

  private void leave(Batch<G, K, V> batch, Waiter<K, V> waiter) {
    var lane = batch.lane();
    boolean starts;
    synchronized (this) {
      if (!batch.leave(waiter) || !lane.end(batch)) {
        return; // others wait for it, or it has not begun
      }
      var _ = batch.close();
      starts = claimNext(lane);
    }
    batch.cancel();
    if (starts) {
      start(lane);
    }
  }

  private boolean claimNext(Lane<G, K, V> lane) {
    boolean starts = lane.claimStart(now());
    tidy(lane);
    return starts;
  }

  private void lookAfter(Batch<G, K, V> batch) {
    List<Waiter<K, V>> due;
    long now = now();
    synchronized (this) {
      due = batch.due(now);
    }
    for (Waiter<K, V> waiter : due) {
      var lastKnown = question.lastKnown(batch.lane().key().group(), waiter);
      if (lastKnown.isPresent()) {
        waiter.lastKnown(lastKnown.get()); // and the call goes on, for the next readers
      } else if (waiter.patience().outOfTime(now) && waiter.missing(OUT_OF_TIME)) {
        leave(batch, waiter);
      }
    }
  }

  private void tidy(Lane<G, K, V> lane) {
    if (lane.idle()) {
      lanes.remove(lane.key(), lane);
    }
  }

  private long now() {
    return timing.nanos().getAsLong();
  }
}
