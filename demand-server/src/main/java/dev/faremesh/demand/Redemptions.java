package dev.faremesh.demand;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * Which quotes have booked a ride: each may once. A quote is remembered until it expires, and no
 * longer: memory is bounded by the quotes that hold. Time does not run backwards here, or else a
 * quote that was forgotten could be redeemed again after the clock was set back.
 *
 * <p>Not safe for use by threads.
 */
public final class Redemptions {
  private final Quotes quotes;
  private final InstantSource wall;
  private final Map<String, String> rideIds = new HashMap<>();
  private final Queue<Agreement> byExpiry =
      new PriorityQueue<>(Comparator.comparing(Agreement::expireTime));
  private Instant now = Instant.MIN;

  /**
   * None yet.
   *
   * @param wall the clock by which quotes expire
   */
  public Redemptions(Quotes quotes, InstantSource wall) {
    this.quotes = quotes;
    this.wall = wall;
  }

  /**
   * What the quote promised that a request brings along.
   *
   * @throws QuoteInvalid when it is not genuine
   * @throws QuoteKeysAbsent when that cannot be told
   * @throws QuoteExpired when it holds no more
   * @throws QuoteMismatch when it is for another trip or rider
   * @throws QuoteRedeemed when it has booked a ride already
   */
  Agreement redeemable(QuoteToken token, RideCommand.Request request) {
    forgetExpired();
    var quote = quotes.of(token);
    var agreement = quote.agreement();
    if (agreement.expired(now)) {
      throw new QuoteExpired(agreement.quoteId(), agreement.expireTime());
    }
    quote.requireFor(request);
    var rideId = rideIds.get(agreement.quoteId());
    if (rideId != null) {
      throw new QuoteRedeemed(agreement.quoteId(), rideId);
    }
    return agreement;
  }

  /** A ride was booked at what a quote promised. */
  void redeem(Agreement agreement, String rideId) {
    rideIds.put(agreement.quoteId(), rideId);
    byExpiry.add(agreement);
  }

  /** How many are remembered. */
  int size() {
    return rideIds.size();
  }

  private void forgetExpired() {
    var reading = wall.instant();
    now = reading.isAfter(now) ? reading : now;
    for (var first = byExpiry.peek();
        first != null && first.expired(now);
        first = byExpiry.peek()) {
      rideIds.remove(byExpiry.remove().quoteId());
    }
  }
}
