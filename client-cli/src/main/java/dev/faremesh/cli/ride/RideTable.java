package dev.faremesh.cli.ride;

import com.google.protobuf.Timestamp;
import com.google.type.LatLng;
import dev.faremesh.cli.call.Position;
import dev.faremesh.cli.output.Table;
import dev.faremesh.cli.output.Tone;
import dev.faremesh.cli.output.Wording;
import dev.faremesh.demand.v1.Ride;
import dev.faremesh.demand.v1.RideState;
import java.util.List;

/** Rides as a person reads them: one downwards, many in rows. */
final class RideTable {
  private RideTable() {}

  static Table of(Ride ride) {
    var table =
        Table.of("", "")
            .row("ride", ride.getRideId())
            .row(toneOf(ride.getState()), "state", state(ride))
            .row("rider", ride.getRiderId())
            .row("driver", driver(ride))
            .row("market", ride.getProduct() + " in " + ride.getCity())
            .row("pickup", position(ride.hasPickup(), ride.getPickup()))
            .row("dropoff", position(ride.hasDropoff(), ride.getDropoff()))
            .row("requested", time(ride.hasRequestTime(), ride.getRequestTime()))
            .row("started", time(ride.hasStartTime(), ride.getStartTime()))
            .row("ended", time(ride.hasEndTime(), ride.getEndTime()));
    return ride.hasQuoteId()
        ? table.row("quote", ride.getQuoteId()).row("fare", fare(ride))
        : table;
  }

  static Table of(List<Ride> rides) {
    var table = Table.of("RIDE", "STATE", "RIDER", "DRIVER", "CITY", "PICKUP", "REQUESTED");
    for (Ride ride : rides) {
      table.row(
          toneOf(ride.getState()),
          ride.getRideId(),
          state(ride),
          ride.getRiderId(),
          driver(ride),
          ride.getCity(),
          position(ride.hasPickup(), ride.getPickup()),
          time(ride.hasRequestTime(), ride.getRequestTime()));
    }
    return table;
  }

  private static String fare(Ride ride) {
    return Wording.amount(ride.getFare()) + " " + ride.getFare().getCurrencyCode();
  }

  private static String state(Ride ride) {
    return Wording.constant(ride.getState(), "RIDE_STATE_");
  }

  private static String driver(Ride ride) {
    return ride.hasDriverId() ? ride.getDriverId() : Wording.UNKNOWN;
  }

  private static String position(boolean known, LatLng position) {
    return known ? Position.text(position) : Wording.UNKNOWN;
  }

  private static String time(boolean known, Timestamp time) {
    return known ? Wording.time(time) : Wording.UNKNOWN;
  }

  private static Tone toneOf(RideState state) {
    return switch (state) {
      case RIDE_STATE_REQUESTED -> Tone.WARNING;
      case RIDE_STATE_STARTED -> Tone.GOOD;
      case RIDE_STATE_CANCELLED -> Tone.FAINT;
      case RIDE_STATE_COMPLETED, RIDE_STATE_UNSPECIFIED, UNRECOGNIZED -> Tone.PLAIN;
    };
  }
}
