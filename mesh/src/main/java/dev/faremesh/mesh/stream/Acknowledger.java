package dev.faremesh.mesh.stream;

import java.util.Optional;

/**
 * Writes an acknowledgement in the words of a contract.
 *
 * @param <R> the acknowledgement
 */
@FunctionalInterface
public interface Acknowledger<R> {
  /**
   * The acknowledgement of one message.
   *
   * @param sequence which message, from 1
   * @param rejection why it was not taken, or empty when it was
   */
  R acknowledge(long sequence, Optional<Rejected> rejection);
}
