package dev.faremesh.demand;

import static dev.faremesh.demand.RideState.CANCELLED;
import static dev.faremesh.demand.RideState.COMPLETED;
import static dev.faremesh.demand.RideState.REQUESTED;
import static dev.faremesh.demand.RideState.STARTED;

import java.time.Instant;
import java.util.Optional;

/**
 * A ride at one point of its life. Its times are in the event time of its city.
 *
 * @param dropoff where the rider wants to go, when the rider said so
 * @param driverId known from the start of the ride
 * @param endTime when it was completed or cancelled
 * @param agreement the fare that it was asked for at, when one was agreed on
 */
public record Ride(
    String rideId,
    String riderId,
    String city,
    String product,
    Position pickup,
    Optional<Position> dropoff,
    RideState state,
    Optional<String> driverId,
    Instant requestTime,
    Optional<Instant> startTime,
    Optional<Instant> endTime,
    Optional<Agreement> agreement) {
  public Ride {
    boolean started = state == STARTED || state == COMPLETED;
    boolean over = state == COMPLETED || state == CANCELLED;
    require("driverId", driverId, started, state);
    require("startTime", startTime, started, state);
    require("endTime", endTime, over, state);
  }

  private static void require(String name, Optional<?> value, boolean present, RideState state) {
    if (value.isPresent() != present) {
      throw new IllegalArgumentException(
          "%s: %s (expected: %s when %s)"
              .formatted(name, value, present ? "present" : "empty", state));
    }
  }

  /** A new ride. */
  static Ride requested(
      String rideId, RideCommand.Request request, Optional<Agreement> agreement, Instant at) {
    return new Ride(
        rideId,
        request.riderId(),
        request.city(),
        request.product(),
        request.pickup(),
        request.dropoff(),
        REQUESTED,
        Optional.empty(),
        at,
        Optional.empty(),
        Optional.empty(),
        agreement);
  }

  /**
   * The rider is in the car.
   *
   * @throws RideStateConflict when the ride does not wait for a driver
   */
  Ride started(String driver, Instant at) {
    expect(REQUESTED);
    return moved(STARTED, Optional.of(driver), Optional.of(at), Optional.empty());
  }

  /**
   * The rider was dropped off.
   *
   * @throws RideStateConflict when the rider is not in the car
   */
  Ride completed(Instant at) {
    expect(STARTED);
    return moved(COMPLETED, driverId, startTime, Optional.of(at));
  }

  /**
   * Nobody will ride.
   *
   * @throws RideStateConflict when the ride has started, or is over
   */
  Ride cancelled(Instant at) {
    expect(REQUESTED);
    return moved(CANCELLED, driverId, startTime, Optional.of(at));
  }

  private void expect(RideState expected) {
    if (state != expected) {
      throw new RideStateConflict(rideId, state, expected);
    }
  }

  private Ride moved(
      RideState to, Optional<String> driver, Optional<Instant> start, Optional<Instant> end) {
    return new Ride(
        rideId,
        riderId,
        city,
        product,
        pickup,
        dropoff,
        to,
        driver,
        requestTime,
        start,
        end,
        agreement);
  }
}
