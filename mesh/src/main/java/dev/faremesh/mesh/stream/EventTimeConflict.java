package dev.faremesh.mesh.stream;

/** A feed contradicts the event time of another that is open. */
public final class EventTimeConflict extends Exception {
  EventTimeConflict(String agreed, String asked) {
    super(
        "event time of this feed is %s (expected: %s, as other open feeds say)"
            .formatted(asked, agreed));
  }
}
