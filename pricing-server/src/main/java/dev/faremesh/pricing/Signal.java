package dev.faremesh.pricing;

import java.util.Optional;
import java.util.function.Function;

/**
 * Something that another system knows, as it reached us: live, stale or missing. {@link
 * Observation#judge} decides which.
 *
 * @param <T> what is known
 */
public sealed interface Signal<T> {
  /** Fresh and covered: may go into a price. */
  record Live<T>(T value, Freshness freshness) implements Signal<T> {}

  /** Known, but not well enough to go into a price. */
  record Stale<T>(T value, Freshness freshness, Staleness reason) implements Signal<T> {}

  /**
   * Not known, which is never the same as 0.
   *
   * @param reason a constant in UPPER_SNAKE_CASE
   */
  record Missing<T>(String reason) implements Signal<T> {
    /** The source answered that it has not observed this. */
    public static final String NOT_OBSERVED = "NOT_OBSERVED";

    /** The source answered what cannot be. */
    public static final String NONSENSE = "NONSENSE";
  }

  /** What keeps a known value out of a price. */
  enum Staleness {
    /** Older than {@link Observation#LIVE_FOR}. */
    AGE,
    /** Covered by less than {@link Observation#LIVE_FROM_COVERAGE}. */
    COVERAGE
  }

  /** Why it is not live, in UPPER_SNAKE_CASE: empty when it is. */
  default Optional<String> whyNotLive() {
    return switch (this) {
      case Live<T> _ -> Optional.empty();
      case Stale<T> stale -> Optional.of(stale.reason().name());
      case Missing<T> missing -> Optional.of(missing.reason());
    };
  }

  /** How well it was heard: empty when it is missing. */
  default Optional<Freshness> heard() {
    return switch (this) {
      case Live<T> live -> Optional.of(live.freshness());
      case Stale<T> stale -> Optional.of(stale.freshness());
      case Missing<T> _ -> Optional.empty();
    };
  }

  /** The same signal of something derived from the value. */
  default <R> Signal<R> map(Function<? super T, ? extends R> derive) {
    return switch (this) {
      case Live<T>(var value, var freshness) -> new Live<>(derive.apply(value), freshness);
      case Stale<T>(var value, var freshness, var reason) ->
          new Stale<>(derive.apply(value), freshness, reason);
      case Missing<T>(var reason) -> new Missing<>(reason);
    };
  }
}
