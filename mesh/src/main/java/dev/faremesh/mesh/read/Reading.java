package dev.faremesh.mesh.read;

import io.grpc.Status;
import java.time.Duration;
import java.util.Map;

/**
 * What a read brought.
 *
 * @param <K> what was asked for
 * @param <V> what is known of it
 */
public sealed interface Reading<K, V> {
  /**
   * A call brought it.
   *
   * @param values one for each key that was asked for, and perhaps those of other readers
   */
  record Fresh<K, V>(Map<K, V> values) implements Reading<K, V> {}

  /**
   * No call brought it in time: this is what earlier ones did.
   *
   * @param values one for each key that was asked for
   * @param age of the oldest of them
   */
  record LastKnown<K, V>(Map<K, Aged<V>> values, Duration age) implements Reading<K, V> {}

  /**
   * No call brought it, and not all of it was known.
   *
   * @param status how the call ended: its cause is what was thrown, when no status was
   */
  record Missing<K, V>(Status status) implements Reading<K, V> {}

  /**
   * A value that was received some time ago.
   *
   * @param age what has passed since, not negative
   */
  record Aged<V>(V value, Duration age) {}
}
