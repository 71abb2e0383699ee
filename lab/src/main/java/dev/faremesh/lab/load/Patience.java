package dev.faremesh.lab.load;

import java.time.Duration;

/**
 * How a caller waits.
 *
 * @param timeout of one attempt
 * @param attempts the most that it makes
 * @param budgeted whether it retries under a budget, as the mesh does; without it, at once and as
 *     often as it may
 */
public record Patience(Duration timeout, int attempts, boolean budgeted) {
  boolean asTheMesh() {
    return budgeted && attempts > 1;
  }
}
