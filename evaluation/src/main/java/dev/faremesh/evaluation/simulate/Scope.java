package dev.faremesh.evaluation.simulate;

/** Which riders the results are about. */
@FunctionalInterface
interface Scope {
  /**
   * Whether they are about a rider.
   *
   * @param minute of the evening in which the rider looks
   * @param east of the origin, in kilometres
   * @param north of the origin, in kilometres
   */
  boolean takes(int minute, double east, double north);
}
