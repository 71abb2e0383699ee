package dev.faremesh.cli.replay;

import java.time.Instant;
import java.util.List;

/** What happens at one moment of event time, and is told together. */
public record Moment(Instant at, List<FeedEvent> events) {
  public Moment {
    events = List.copyOf(events);
  }
}
