package dev.faremesh.pricing.rpc;

import com.google.type.LatLng;
import dev.faremesh.pricing.Places;
import dev.faremesh.pricing.Position;
import dev.faremesh.pricing.v1.QuoteRideRequest;
import dev.faremesh.type.v1.Area;

/** Requests that tests start from. */
public final class Requests {
  private Requests() {}

  /** From Times Square to the airport. */
  public static QuoteRideRequest quoteRide() {
    return QuoteRideRequest.newBuilder()
        .setCity("nyc")
        .setProduct("standard")
        .setPickup(position(Places.TIMES_SQUARE))
        .setDropoff(position(Places.AIRPORT))
        .build();
  }

  /** Around Times Square. */
  public static Area area(int rings) {
    return Area.newBuilder().setCenter(position(Places.TIMES_SQUARE)).setRings(rings).build();
  }

  public static LatLng position(Position position) {
    return LatLng.newBuilder()
        .setLatitude(position.latitude())
        .setLongitude(position.longitude())
        .build();
  }
}
