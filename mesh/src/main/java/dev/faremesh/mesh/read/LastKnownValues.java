package dev.faremesh.mesh.read;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.faremesh.mesh.policy.Policy;
import dev.faremesh.mesh.read.Reading.Aged;
import dev.faremesh.mesh.read.Reading.LastKnown;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The latest value of each key, with the time when it was received. Every answer is kept here, so
 * that keeping costs the same whether calls fail or not, and nothing but an answer makes a value
 * younger. All readers share it, whoever they are: what an answer depends on is in its group.
 *
 * <p>Safe for use by threads.
 */
final class LastKnownValues<G, K, V> {
  private record Place<G, K>(G group, K key) {}

  private record Kept<V>(V value, long askedAt, long receivedAt) {}

  private final LongSupplier nanos;
  private final Cache<Place<G, K>, Kept<V>> kept;

  LastKnownValues(Policy.LastKnown policy, LongSupplier nanos) {
    this.nanos = nanos;
    this.kept =
        Caffeine.newBuilder()
            .maximumSize(policy.maxEntries())
            .expireAfterWrite(policy.keepFor())
            .ticker(nanos::getAsLong)
            .executor(Runnable::run)
            .build();
  }

  /**
   * Keeps an answer that was received just now. Of two answers for one key, that counts which was
   * asked for later.
   *
   * @param answer has a value for each key
   */
  void keep(G group, List<K> keys, Map<K, V> answer, long askedAt) {
    long now = nanos.getAsLong();
    for (K key : keys) {
      var place = new Place<>(group, key);
      var known = kept.getIfPresent(place);
      var value = answer.get(key);
      // Not atomic: of two answers that come at the very same time, either will do.
      if (value != null && (known == null || known.askedAt() - askedAt <= 0)) {
        kept.put(place, new Kept<>(value, askedAt, now));
      }
    }
  }

  /** What is known of some keys: empty when one of them is not. */
  Optional<LastKnown<K, V>> of(G group, Collection<K> keys) {
    long now = nanos.getAsLong();
    Map<K, Aged<V>> values = HashMap.newHashMap(keys.size());
    long oldest = 0;
    for (K key : keys) {
      var known = kept.getIfPresent(new Place<>(group, key));
      if (known == null) {
        return Optional.empty();
      }
      long age = Math.max(0, now - known.receivedAt());
      oldest = Math.max(oldest, age);
      values.put(key, new Aged<>(known.value(), Duration.ofNanos(age)));
    }
    return Optional.of(new LastKnown<>(values, Duration.ofNanos(oldest)));
  }
}
