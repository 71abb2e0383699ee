package dev.faremesh.demand;

import java.util.Optional;

/** A quote that is known to be genuine: a promise to one rider, for one trip. */
public record HeldQuote(
    Agreement agreement,
    String riderId,
    String city,
    String product,
    Position pickup,
    Position dropoff) {
  /**
   * Checks that it is for what is asked for.
   *
   * @throws QuoteMismatch when it is not
   */
  void requireFor(RideCommand.Request request) {
    // Another rider's name is not for this one to read.
    require(request.riderId().equals(riderId), "rider_id", "the rider it was made for");
    require(request.city().equals(city), "city", city);
    require(request.product().equals(product), "product", product);
    require(request.pickup().equals(pickup), "pickup", pickup.toString());
    require(request.dropoff().equals(Optional.of(dropoff)), "dropoff", dropoff.toString());
  }

  private void require(boolean holds, String field, String expected) {
    if (!holds) {
      throw new QuoteMismatch(agreement.quoteId(), field, expected);
    }
  }
}
