package dev.faremesh.supply;

import java.time.Duration;
import java.time.Instant;

/** When drivers' feeds were listened to. */
@FunctionalInterface
public interface Heard {
  /** The share of the {@code window} before a moment of event time, 0 to 1. */
  double share(Duration window, Instant until);
}
