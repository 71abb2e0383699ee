package dev.faremesh.mesh.read;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The batches of readers that may share a call: one that forms, and those under way. There is one
 * under way, and a second when the first has taken half of the time that an attempt is given: it
 * may be stuck, and who comes now need not be. Used under the lock of {@link Batches}.
 */
final class Lane<G, K, V> {
  private static final int MOST_UNDER_WAY = 2;

  private final BatchKey<G> key;
  private final long late;
  private final Function<Lane<G, K, V>, Batch<G, K, V>> batches;
  private final List<Batch<G, K, V>> underWay = new ArrayList<>(MOST_UNDER_WAY);
  private @Nullable Batch<G, K, V> forming;
  private boolean starting;

  /**
   * An idle lane.
   *
   * @param late the age in nanoseconds from which a batch under way may be stuck
   */
  Lane(BatchKey<G> key, long late, Function<Lane<G, K, V>, Batch<G, K, V>> batches) {
    this.key = key;
    this.late = late;
    this.batches = batches;
  }

  BatchKey<G> key() {
    return key;
  }

  /** The batch under way when it asks for all that the waiter wants; or else the next. */
  Batch<G, K, V> join(Waiter<K, V> waiter, long now) {
    var batch = batchFor(waiter, now);
    batch.add(waiter, now);
    return batch;
  }

  private Batch<G, K, V> batchFor(Waiter<K, V> waiter, long now) {
    if (!underWay.isEmpty() && !late(now) && underWay.getLast().covers(waiter.keys())) {
      return underWay.getLast();
    }
    if (forming == null) {
      forming = batches.apply(this);
    }
    return forming;
  }

  private boolean late(long now) {
    return now - underWay.getLast().begunAt() > late;
  }

  /** Whether there is a batch to start that nobody starts yet: the caller must. */
  boolean claimStart(long now) {
    if (forming == null || starting || !hasRoom(now)) {
      return false;
    }
    starting = true;
    return true;
  }

  private boolean hasRoom(long now) {
    return underWay.isEmpty() || (underWay.size() < MOST_UNDER_WAY && late(now));
  }

  /** The batch that begins: null when all who wanted it have left. */
  @Nullable Batch<G, K, V> start(long now) {
    starting = false;
    var batch = forming;
    forming = null;
    if (batch == null) {
      return null;
    }
    if (!batch.begin(now)) {
      var _ = batch.close();
      return null;
    }
    underWay.add(batch);
    return batch;
  }

  /** Takes a batch off: false when it was not under way. */
  boolean end(Batch<G, K, V> batch) {
    return underWay.remove(batch);
  }

  boolean idle() {
    return forming == null && underWay.isEmpty();
  }
}
