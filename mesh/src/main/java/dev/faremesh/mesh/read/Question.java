package dev.faremesh.mesh.read;

import dev.faremesh.mesh.read.Reading.Fresh;
import dev.faremesh.mesh.read.Reading.LastKnown;
import io.grpc.Status;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the batches of one reader ask, and what its readers are answered: what the calls brought, or
 * else what is last known.
 *
 * @param most keys of one call
 * @param lastKnown empty when the contract has none kept
 */
record Question<G, K, V>(
    BatchCall<G, K, V> call, int most, Optional<LastKnownValues<G, K, V>> lastKnown) {

  /** Makes the calls of a batch that has begun. */
  void ask(Batch<G, K, V> batch, Consumer<Outcome<K, V>> whenOver) {
    var group = batch.lane().key().group();
    var calls =
        new Calls<>(
            call,
            batch.context(),
            (keys, answer) ->
                lastKnown.ifPresent(kept -> kept.keep(group, keys, answer, batch.begunAt())),
            whenOver);
    calls.make(group, List.copyOf(batch.keys()), most);
  }

  /** Answers those who have waited. */
  void answer(G group, List<Waiter<K, V>> waiting, Outcome<K, V> outcome) {
    var fresh = new Fresh<>(outcome.values());
    boolean shared = waiting.size() > 1;
    for (Waiter<K, V> waiter : waiting) {
      if (outcome.covers(waiter.keys())) {
        waiter.fresh(fresh, shared);
      } else {
        lastKnown(group, waiter)
            .ifPresentOrElse(
                waiter::lastKnown, () -> waiter.missing(outcome.failure().orElse(Status.INTERNAL)));
      }
    }
  }

  /** What is last known of all that a waiter wants, when that will do. */
  Optional<LastKnown<K, V>> lastKnown(G group, Waiter<K, V> waiter) {
    return waiter.lastKnownWillDo()
        ? lastKnown.flatMap(kept -> kept.of(group, waiter.keys()))
        : Optional.empty();
  }
}
