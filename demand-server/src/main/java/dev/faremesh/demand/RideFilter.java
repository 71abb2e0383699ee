package dev.faremesh.demand;

import java.util.Objects;
import java.util.Optional;

/** Which rides to list: those that meet all that is said. */
public record RideFilter(
    Optional<String> city, Optional<String> riderId, Optional<RideState> state) {
  /** Whether a ride is to be listed. */
  public boolean takes(Ride ride) {
    return city.map(ride.city()::equals).orElse(true)
        && riderId.map(ride.riderId()::equals).orElse(true)
        && state.map(ride.state()::equals).orElse(true);
  }

  /** A hash that another process agrees on, which the hash code of an enum is not. */
  int fingerprint() {
    return Objects.hash(city, riderId, state.map(RideState::name));
  }
}
