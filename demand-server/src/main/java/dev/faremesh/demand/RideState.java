package dev.faremesh.demand;

/** Where a ride is in its life. */
public enum RideState {
  /** Asked for, and no driver has picked the rider up. */
  REQUESTED,
  /** The rider is in the car. */
  STARTED,
  /** Over: the rider was dropped off. */
  COMPLETED,
  /** Over: cancelled before it started. */
  CANCELLED
}
