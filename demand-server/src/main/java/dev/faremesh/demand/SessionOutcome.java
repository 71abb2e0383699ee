package dev.faremesh.demand;

import java.time.Instant;

/** What became of a session that was reported. */
public sealed interface SessionOutcome {
  /** It is counted, or the rider already is at a later time. */
  record Taken() implements SessionOutcome {}

  /** It was observed before {@code earliest}, in a slot of five minutes that is closed. */
  record TooOld(Instant earliest) implements SessionOutcome {}

  /** The city has as many products as it can have. */
  record ProductsFull(int most) implements SessionOutcome {}

  /** It says that it was observed after {@code latest}, which no honest report can. */
  record InFuture(Instant latest) implements SessionOutcome {}
}
