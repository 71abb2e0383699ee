package dev.faremesh.evaluation.simulate.market;

/** What a driver is doing. */
enum DriverState {
  OFFLINE,
  IDLE,
  EN_ROUTE,
  ON_TRIP
}
