package dev.faremesh.pricing;

/** Knows how trips are driven. Must not block. */
@FunctionalInterface
public interface Router {
  /** The route that a fare is reckoned from. */
  Route route(Trip trip);
}
