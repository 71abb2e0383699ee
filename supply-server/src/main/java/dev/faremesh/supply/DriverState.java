package dev.faremesh.supply;

/** What a driver is doing. */
public enum DriverState {
  /** Idle and online: can be sent to a rider. */
  OPEN,
  /** On the way to a rider. */
  EN_ROUTE,
  /** Carries a rider. */
  ON_TRIP,
  /** Gone: the lease ends at once. */
  OFFLINE
}
