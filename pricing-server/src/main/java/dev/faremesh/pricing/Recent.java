package dev.faremesh.pricing;

import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * Keeps so many values by key, and forgets those that were not used for longest. Not safe for use
 * by threads.
 */
final class Recent<K, V> {
  private final LinkedHashMap<K, V> byUse = new LinkedHashMap<>(16, 0.75f, true);
  private final int most;

  Recent(int most) {
    this.most = most;
  }

  Optional<V> get(K key) {
    return Optional.ofNullable(byUse.get(key));
  }

  void put(K key, V value) {
    byUse.put(key, value);
    if (byUse.size() > most) {
      var _ = byUse.pollFirstEntry();
    }
  }

  void remove(K key) {
    byUse.remove(key);
  }
}
