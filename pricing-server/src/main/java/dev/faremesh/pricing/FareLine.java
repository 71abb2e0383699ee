package dev.faremesh.pricing;

import java.util.Optional;

/**
 * One part of a fare.
 *
 * @param kind what it is for
 * @param label which one, as riders read it; empty where the kind says all
 * @param amount negative for a discount alone
 */
public record FareLine(Kind kind, Optional<String> label, Money amount) {
  /** What riders pay for. */
  public enum Kind {
    /** Every ride. */
    BASE,
    /** By distance. */
    DISTANCE,
    /** By time. */
    TIME,
    /** What surge adds to the three above, or a discount takes away. */
    SURGE,
    /** What is missing to the minimum fare, or to what the driver must get. */
    MINIMUM_FARE,
    /** Booking; not surged. */
    BOOKING_FEE,
    /** A time of day; not surged. */
    SURCHARGE,
    /** A place, passed on; not surged. */
    TOLL,
    /** Passed on to the state. */
    TAX
  }
}
