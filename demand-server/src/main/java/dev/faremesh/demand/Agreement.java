package dev.faremesh.demand;

import java.time.Instant;

/**
 * What a quote promised.
 *
 * @param quoteId of the quote
 * @param fare that it gave
 * @param expireTime from when on no ride could be asked for at it, in wall time
 */
public record Agreement(String quoteId, Money fare, Instant expireTime) {
  boolean expired(Instant now) {
    return !now.isBefore(expireTime);
  }
}
