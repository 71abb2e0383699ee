package dev.faremesh.lab.measure;

/**
 * The moments between the phases of a run, as readings of {@code System.nanoTime}.
 *
 * @param before the load is warm
 * @param fault begins
 * @param repair the fault begins to end
 * @param ready it has ended
 * @param end of the load
 */
public record Moments(long before, long fault, long repair, long ready, long end) {
  /** Seconds from the beginning of the fault. */
  public double secondsIntoFault(long nanos) {
    return (nanos - fault) / 1e9;
  }

  /** How long the fault lasted, in seconds. */
  double faultSeconds() {
    return (repair - fault) / 1e9;
  }
}
