package dev.faremesh.demand;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Markets on one clock, which remember what they were told. */
final class ToldMarkets implements Markets {
  private final InstantSource clock;
  final List<Ride> told = new ArrayList<>();

  ToldMarkets(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Instant timeIn(String city) {
    return clock.instant();
  }

  @Override
  public void changed(Ride ride) {
    told.add(ride);
  }
}
