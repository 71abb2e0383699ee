package dev.faremesh.lab.load;

/**
 * What became of one call.
 *
 * @param number of the call, from 0: the same seed makes the same calls in the same order
 * @param meantAt when it was meant to be sent, in nanoseconds of {@code System.nanoTime}
 * @param latencyNanos from then to its end, so that a stall of whoever sends is not hidden
 * @param lateNanos by how much it was sent late
 * @param attempts that its caller made
 * @param staleMillis the age of the oldest value last known in it, 0 when there is none
 * @param price in millionths of the currency; not a number when it has none
 */
public record Sample(
    long number,
    long meantAt,
    long latencyNanos,
    long lateNanos,
    int attempts,
    Quality quality,
    long staleMillis,
    double price) {
  public boolean answered() {
    return quality != Quality.FAILED;
  }
}
