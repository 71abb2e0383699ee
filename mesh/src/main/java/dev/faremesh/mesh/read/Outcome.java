package dev.faremesh.mesh.read;

import io.grpc.Status;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * What the calls of a batch brought.
 *
 * @param values of those that succeeded
 * @param failure of the last of the others: empty when all succeeded
 */
record Outcome<K, V>(Map<K, V> values, Optional<Status> failure) {
  boolean covers(Collection<K> keys) {
    return failure.isEmpty() || values.keySet().containsAll(keys);
  }
}
