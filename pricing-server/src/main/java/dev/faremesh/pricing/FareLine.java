package dev.faremesh.pricing;

/**
 * One part of a fare.
 *
 * @param kind what it is for
 */
public record FareLine(Kind kind, Money amount) {
  /** What riders pay for. */
  public enum Kind {
    /** Every ride. */
    BASE,
    /** By distance. */
    DISTANCE,
    /** By time. */
    TIME,
    /** What surge adds to the three above. */
    SURGE,
    /** What is missing to the minimum fare. */
    MINIMUM_FARE
  }
}
