package dev.faremesh.lab.feed;

import com.google.protobuf.Timestamp;
import java.time.Duration;
import java.time.Instant;

/** Event time of a run: it begins at an epoch and passes at a scale. */
record EventTime(Instant epoch, double scale, long startNanos) {
  /** What was heard before the run: as long as servers must have listened. */
  static final Duration HISTORY = Duration.ofMinutes(6);

  Instant now() {
    return epoch.plusNanos((long) ((System.nanoTime() - startNanos) * scale));
  }

  static Timestamp timestamp(Instant time) {
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }
}
