package dev.faremesh.demand.rpc;

import com.google.protobuf.Timestamp;
import com.google.type.LatLng;
import dev.faremesh.demand.Money;
import dev.faremesh.demand.Position;
import dev.faremesh.demand.QuoteToken;
import dev.faremesh.demand.Ride;
import dev.faremesh.demand.RideCommand;
import dev.faremesh.demand.RideFilter;
import dev.faremesh.demand.RideState;
import dev.faremesh.demand.v1.CancelRideRequest;
import dev.faremesh.demand.v1.CompleteRideRequest;
import dev.faremesh.demand.v1.ListRidesRequest;
import dev.faremesh.demand.v1.RequestRideRequest;
import dev.faremesh.demand.v1.StartRideRequest;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Rides in the words of the contract. What comes in has kept the contract's rules. */
final class RideMessages {
  private RideMessages() {}

  static RideCommand command(RequestRideRequest request) {
    return new RideCommand.Request(
        UUID.fromString(request.getRequestId()),
        request.getRiderId(),
        request.getCity(),
        request.getProduct(),
        position(request.getPickup()),
        request.hasDropoff() ? Optional.of(position(request.getDropoff())) : Optional.empty(),
        request.hasQuoteToken()
            ? Optional.of(new QuoteToken(request.getQuoteToken()))
            : Optional.empty());
  }

  static RideCommand command(CancelRideRequest request) {
    return new RideCommand.Cancel(UUID.fromString(request.getRequestId()), request.getRideId());
  }

  static RideCommand command(StartRideRequest request) {
    return new RideCommand.Start(
        UUID.fromString(request.getRequestId()), request.getRideId(), request.getDriverId());
  }

  static RideCommand command(CompleteRideRequest request) {
    return new RideCommand.Complete(UUID.fromString(request.getRequestId()), request.getRideId());
  }

  static RideFilter filter(ListRidesRequest request) {
    return new RideFilter(
        request.hasCity() ? Optional.of(request.getCity()) : Optional.empty(),
        request.hasRiderId() ? Optional.of(request.getRiderId()) : Optional.empty(),
        request.hasState() ? Optional.of(state(request.getState())) : Optional.empty());
  }

  static Position position(LatLng position) {
    return new Position(position.getLatitude(), position.getLongitude());
  }

  static dev.faremesh.demand.v1.Ride message(Ride ride) {
    var message =
        dev.faremesh.demand.v1.Ride.newBuilder()
            .setRideId(ride.rideId())
            .setRiderId(ride.riderId())
            .setCity(ride.city())
            .setProduct(ride.product())
            .setPickup(message(ride.pickup()))
            .setState(message(ride.state()))
            .setRequestTime(message(ride.requestTime()));
    ride.dropoff().map(RideMessages::message).ifPresent(message::setDropoff);
    ride.driverId().ifPresent(message::setDriverId);
    ride.startTime().map(RideMessages::message).ifPresent(message::setStartTime);
    ride.endTime().map(RideMessages::message).ifPresent(message::setEndTime);
    ride.agreement()
        .ifPresent(agreement ->
            message.setQuoteId(agreement.quoteId()).setFare(message(agreement.fare())));
    return message.build();
  }

  static Timestamp message(Instant time) {
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }

  private static com.google.type.Money message(Money fare) {
    return com.google.type.Money.newBuilder()
        .setCurrencyCode(fare.currency())
        .setUnits(fare.units())
        .setNanos(fare.nanos())
        .build();
  }

  private static LatLng message(Position position) {
    return LatLng.newBuilder().setLatitude(position.lat()).setLongitude(position.lon()).build();
  }

  private static dev.faremesh.demand.v1.RideState message(RideState state) {
    return switch (state) {
      case REQUESTED -> dev.faremesh.demand.v1.RideState.RIDE_STATE_REQUESTED;
      case STARTED -> dev.faremesh.demand.v1.RideState.RIDE_STATE_STARTED;
      case COMPLETED -> dev.faremesh.demand.v1.RideState.RIDE_STATE_COMPLETED;
      case CANCELLED -> dev.faremesh.demand.v1.RideState.RIDE_STATE_CANCELLED;
    };
  }

  private static RideState state(dev.faremesh.demand.v1.RideState state) {
    return switch (state) {
      case RIDE_STATE_REQUESTED -> RideState.REQUESTED;
      case RIDE_STATE_STARTED -> RideState.STARTED;
      case RIDE_STATE_COMPLETED -> RideState.COMPLETED;
      case RIDE_STATE_CANCELLED -> RideState.CANCELLED;
      case RIDE_STATE_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException("state: %s (expected: a known one)".formatted(state));
    };
  }
}
