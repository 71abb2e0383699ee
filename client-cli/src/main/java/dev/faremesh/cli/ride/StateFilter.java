package dev.faremesh.cli.ride;

import dev.faremesh.demand.v1.RideState;
import java.util.Locale;

/** The states that rides can be filtered by. */
enum StateFilter {
  REQUESTED(RideState.RIDE_STATE_REQUESTED),
  STARTED(RideState.RIDE_STATE_STARTED),
  COMPLETED(RideState.RIDE_STATE_COMPLETED),
  CANCELLED(RideState.RIDE_STATE_CANCELLED);

  private final RideState state;

  StateFilter(RideState state) {
    this.state = state;
  }

  RideState state() {
    return state;
  }

  /** As it is written on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
