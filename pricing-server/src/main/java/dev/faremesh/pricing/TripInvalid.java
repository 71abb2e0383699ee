package dev.faremesh.pricing;

/** A trip is longer than any that is priced. */
public final class TripInvalid extends RuntimeException {
  private final int meters;
  private final long longestMeters;

  TripInvalid(int meters, long longestMeters) {
    super(
        "trip: %d m (expected: at most %d m)".formatted(meters, longestMeters), null, false, false);
    this.meters = meters;
    this.longestMeters = longestMeters;
  }

  /** How long it is. */
  public int meters() {
    return meters;
  }

  /** How long it may be. */
  public long longestMeters() {
    return longestMeters;
  }

  /** Never null, unlike that of exceptions in general. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
