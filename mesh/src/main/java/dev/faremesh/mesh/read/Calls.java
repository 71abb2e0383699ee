package dev.faremesh.mesh.read;

import io.grpc.Context;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one batch: one, unless there are too many keys for it. Their answers may come on any
 * thread.
 */
final class Calls<G, K, V> {
  /** Takes the answer of a call, when it has come. */
  @FunctionalInterface
  interface Keeper<K, V> {
    void keep(List<K> keys, Map<K, V> answer);
  }

  private final BatchCall<G, K, V> call;
  private final Context context;
  private final Keeper<K, V> keeper;
  private final Consumer<Outcome<K, V>> whenOver;
  private Map<K, V> values = Map.of();
  private @Nullable Status failure;
  private int pending;

  Calls(
      BatchCall<G, K, V> call,
      Context context,
      Keeper<K, V> keeper,
      Consumer<Outcome<K, V>> whenOver) {
    this.call = call;
    this.context = context;
    this.keeper = keeper;
    this.whenOver = whenOver;
  }

  /**
   * Makes them.
   *
   * @param most keys of one call
   */
  void make(G group, List<K> keys, int most) {
    var parts = parts(keys, most);
    pending = parts.size();
    for (List<K> part : parts) {
      var _ = start(group, part).whenComplete((answer, problem) -> answered(part, answer, problem));
    }
  }

  private static <K> List<List<K>> parts(List<K> keys, int most) {
    var parts = new ArrayList<List<K>>();
    for (int from = 0; from < keys.size(); from += most) {
      parts.add(keys.subList(from, Math.min(keys.size(), from + most)));
    }
    return parts;
  }

  private CompletionStage<Map<K, V>> start(G group, List<K> keys) {
    var before = context.attach();
    try {
      return call.start(group, keys);
    } catch (RuntimeException e) {
      return CompletableFuture.failedStage(e);
    } finally {
      context.detach(before);
    }
  }

  private void answered(List<K> keys, @Nullable Map<K, V> answer, @Nullable Throwable problem) {
    if (answer != null && answer.keySet().containsAll(keys)) {
      keeper.keep(keys, answer);
      settle(answer, null);
    } else if (answer != null) {
      settle(Map.of(), lacking(keys, answer));
    } else {
      settle(Map.of(), statusOf(problem));
    }
  }

  private static Status statusOf(@Nullable Throwable problem) {
    var cause = problem instanceof CompletionException ? problem.getCause() : null;
    return Status.fromThrowable(cause == null ? problem : cause);
  }

  private Status lacking(List<K> keys, Map<K, V> answer) {
    return Status.INTERNAL.withDescription(
        "the answer has %d keys (expected: each of %d)".formatted(answer.size(), keys.size()));
  }

  private void settle(Map<K, V> answer, @Nullable Status problem) {
    Outcome<K, V> outcome;
    synchronized (this) {
      values = values.isEmpty() ? answer : merged(values, answer);
      failure = problem == null ? failure : problem;
      if (--pending > 0) {
        return;
      }
      outcome = new Outcome<>(Collections.unmodifiableMap(values), Optional.ofNullable(failure));
    }
    whenOver.accept(outcome);
  }

  private static <K, V> Map<K, V> merged(Map<K, V> some, Map<K, V> others) {
    Map<K, V> all = HashMap.newHashMap(some.size() + others.size());
    all.putAll(some);
    all.putAll(others);
    return all;
  }
}
