package dev.faremesh.demand;

import java.util.Optional;
import java.util.UUID;

/**
 * What a client wants done with a ride. Two commands are the same when they are equal: that is how
 * a repeated request is told from another one under the same id.
 */
public sealed interface RideCommand {
  /** Chosen by the client, once for each thing that it wants done. */
  UUID requestId();

  /** What is kept of it to tell a repetition by: all but secrets. */
  default RideCommand kept() {
    return this;
  }

  /**
   * A rider asks for a ride.
   *
   * @param token of the quote at whose fare the ride is asked for
   */
  record Request(
      UUID requestId,
      String riderId,
      String city,
      String product,
      Position pickup,
      Optional<Position> dropoff,
      Optional<QuoteToken> token)
      implements RideCommand {
    @Override
    public Request kept() {
      return new Request(
          requestId, riderId, city, product, pickup, dropoff, token.map(QuoteToken::digest));
    }
  }

  /** Nobody will ride. */
  record Cancel(UUID requestId, String rideId) implements RideCommand {}

  /** The rider is in the driver's car. */
  record Start(UUID requestId, String rideId, String driverId) implements RideCommand {}

  /** The rider was dropped off. */
  record Complete(UUID requestId, String rideId) implements RideCommand {}
}
