package dev.faremesh.supply;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until a test moves it. */
public final class MovedClock implements InstantSource {
  private volatile Instant now = Instant.parse("2026-03-07T18:00:00Z");

  @Override
  public Instant instant() {
    return now;
  }

  public void advance(Duration step) {
    now = now.plus(step);
  }
}
