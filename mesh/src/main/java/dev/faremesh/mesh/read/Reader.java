package dev.faremesh.mesh.read;

import dev.faremesh.mesh.call.Edge;
import dev.faremesh.mesh.call.MethodState;
import dev.faremesh.mesh.call.Protection;
import dev.faremesh.mesh.call.Switches;
import dev.faremesh.mesh.policy.Policy;
import dev.faremesh.mesh.read.Reading.Fresh;
import io.grpc.MethodDescriptor;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * Reads many keys by few calls, and by none that fails when the answer is known from before.
 *
 * <ol>
 *   <li>Readers of the same group, of one criticality and one caller, share calls. A read joins the
 *       call under way when that asks for all its keys and is younger than half of an attempt's
 *       timeout; or else the next one, whose keys are those of all who wait for it.
 *   <li>A call runs in a context of its own under the contract's deadline: it outlives a reader
 *       that leaves, and is cancelled when none is left.
 *   <li>Every answer is kept for as long as the contract says, those that come late as well. A
 *       reader whose call fails is answered with what is last known, when that is complete; then it
 *       also waits for its call no longer than one attempt's timeout.
 *   <li>A reader keeps its own deadline, less 5 ms in which to make use of what it was answered;
 *       unless the protection by deadlines is off.
 * </ol>
 *
 * <p>Safe for use by threads; blocks nowhere. Stages complete in the context of their reader, on
 * the thread that brings the answer.
 *
 * @param <G> what the keys of a call have in common, and its answer depends on
 * @param <K> what is asked for
 * @param <V> what is known of it
 */
public final class Reader<G, K, V> {
  private final MethodState method;
  private final Switches switches;
  private final LongSupplier nanos;
  private final long attemptNanos;
  private final boolean keeps;
  private final Batches<G, K, V> batches;

  /**
   * A reader that knows nothing yet.
   *
   * @param edge that the calls are made on
   * @param descriptor of the method that they call
   * @param loop runs what it is given when its current run ends: an event loop
   * @param most keys of one call, at least 1
   * @throws IllegalArgumentException when no policy is in force for the method
   */
  public Reader(
      Edge edge,
      MethodDescriptor<?, ?> descriptor,
      Executor loop,
      int most,
      BatchCall<G, K, V> call) {
    if (most < 1) {
      throw new IllegalArgumentException("most: %d (expected: >= 1)".formatted(most));
    }
    this.method = edge.stateOf(descriptor);
    this.switches = edge.switches();
    this.nanos = edge.timing().nanos();
    var policy = policyOf(method);
    this.attemptNanos =
        policy.attempts().map(Policy.Attempts::timeout).orElse(policy.deadline()).toNanos();
    this.keeps = policy.lastKnown().isPresent();
    Optional<LastKnownValues<G, K, V>> lastKnown =
        policy.lastKnown().map(kept -> new LastKnownValues<>(kept, nanos));
    this.batches =
        new Batches<>(new Question<>(call, most, lastKnown), edge.timing(), loop, attemptNanos / 2);
  }

  private static Policy policyOf(MethodState method) {
    return method
        .contract()
        .policy()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "policy of %s: none (expected: one, for its deadline)".formatted(method.name())));
  }

  /**
   * Reads.
   *
   * @param keys each once; must not change until the read is answered
   * @return how it ended. It fails only when the context of the reader ends first, as that did:
   *     with a {@code StatusRuntimeException} that is CANCELLED or DEADLINE_EXCEEDED
   */
  public CompletionStage<Reading<K, V>> read(G group, Collection<K> keys) {
    if (keys.isEmpty()) {
      return CompletableFuture.completedStage(new Fresh<>(Map.of()));
    }
    var on = switches.on();
    boolean lastKnownWillDo = keeps && on.contains(Protection.LAST_KNOWN);
    var patience =
        Patience.of(
            nanos.getAsLong(),
            lastKnownWillDo ? attemptNanos : Patience.FOREVER,
            on.contains(Protection.DEADLINE) ? Patience.timeLeft() : Patience.FOREVER);
    var waiter = new Waiter<K, V>(method, keys, lastKnownWillDo, patience);
    if (on.contains(Protection.COALESCING)) {
      batches.join(BatchKey.current(group), waiter);
    } else {
      batches.joinNone(BatchKey.current(group), waiter);
    }
    return waiter.stage();
  }

  @Override
  public String toString() {
    return "Reader[%s, attempt=%s]".formatted(method.name(), Duration.ofNanos(attemptNanos));
  }
}
