package dev.faremesh.demand;

/** There is no such ride. */
public final class RideNotFound extends Refusal {
  private final String rideId;

  RideNotFound(String rideId) {
    super("ride_id: %s (expected: the id of a ride)".formatted(rideId));
    this.rideId = rideId;
  }

  public String rideId() {
    return rideId;
  }
}
