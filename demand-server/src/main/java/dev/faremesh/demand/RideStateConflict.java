package dev.faremesh.demand;

/** A ride is in another state than what was asked for needs. */
public final class RideStateConflict extends Refusal {
  private final String rideId;
  private final RideState found;
  private final RideState expected;

  RideStateConflict(String rideId, RideState found, RideState expected) {
    super("ride %s is %s (expected: %s)".formatted(rideId, found, expected));
    this.rideId = rideId;
    this.found = found;
    this.expected = expected;
  }

  public String rideId() {
    return rideId;
  }

  public RideState found() {
    return found;
  }

  public RideState expected() {
    return expected;
  }
}
