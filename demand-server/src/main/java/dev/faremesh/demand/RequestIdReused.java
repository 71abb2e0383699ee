package dev.faremesh.demand;

import java.util.UUID;

/** A request id was used before, for something else. */
public final class RequestIdReused extends Refusal {
  private final UUID requestId;

  RequestIdReused(UUID requestId) {
    super(
        "request_id: %s was used for another request (expected: a new id, or the same request)"
            .formatted(requestId));
    this.requestId = requestId;
  }

  public UUID requestId() {
    return requestId;
  }
}
