package dev.faremesh.pricing;

/**
 * A charge for where a ride begins or ends, passed on.
 *
 * @param label what riders read
 * @param amount in minor units
 * @param atPickup due when the ride begins in the area
 * @param atDropoff due when it ends there; a ride that does both pays once
 */
public record Toll(
    String label, long amount, Circle area, boolean atPickup, boolean atDropoff, boolean untaxed) {
  public Toll {
    Expected.label(label);
    Expected.amount("amount", amount);
    Expected.that(atPickup || atDropoff, "at_pickup", "false, as at_dropoff", "one of them");
  }

  boolean isDue(Trip trip) {
    return (atPickup && area.holds(trip.pickup())) || (atDropoff && area.holds(trip.dropoff()));
  }
}
