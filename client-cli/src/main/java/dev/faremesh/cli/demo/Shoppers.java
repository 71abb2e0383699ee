package dev.faremesh.cli.demo;

import com.google.type.LatLng;
import dev.faremesh.cli.replay.PendingAnswer;
import dev.faremesh.pricing.v1.PricingMode;
import dev.faremesh.pricing.v1.PricingServiceGrpc.PricingServiceStub;
import dev.faremesh.pricing.v1.Quote;
import dev.faremesh.pricing.v1.QuoteRideRequest;
import dev.faremesh.pricing.v1.QuoteRideResponse;
import io.grpc.Status;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * People all over the city who ask what a ride costs, at an even pace. Their quotes are counted.
 * Safe for use by threads.
 */
final class Shoppers implements AutoCloseable {
  private static final int PER_SECOND = 50;
  private static final int MOST_IN_FLIGHT = 4;

  private final PricingServiceStub pricing;
  private final String city;
  private final String product;
  private final CityMap map;
  private final ScheduledFuture<?> asking;

  private QuoteCounts counts = QuoteCounts.NONE;
  private Optional<Quote> dearest = Optional.empty();
  private int inFlight;

  /**
   * Begins to ask.
   *
   * @param timer runs the asking, which does not block
   */
  Shoppers(
      PricingServiceStub pricing,
      String city,
      String product,
      long seed,
      ScheduledExecutorService timer) {
    this.pricing = pricing;
    this.city = city;
    this.product = product;
    this.map = new CityMap(new Random(seed));
    this.asking =
        timer.scheduleAtFixedRate(this::ask, 0, 1_000_000 / PER_SECOND, TimeUnit.MICROSECONDS);
  }

  /** What was quoted so far. */
  synchronized QuoteCounts counts() {
    return counts;
  }

  /** The quote with the highest multiplier since this was last asked for. */
  synchronized Optional<Quote> dearest() {
    var quote = dearest;
    dearest = Optional.empty();
    return quote;
  }

  private synchronized void ask() {
    if (inFlight == MOST_IN_FLIGHT) {
      return; // a mesh that does not answer is asked less, not more
    }
    inFlight++;
    var request =
        QuoteRideRequest.newBuilder()
            .setCity(city)
            .setProduct(product)
            .setPickup(latLng(map.anywhere()))
            .setDropoff(latLng(map.anywhere()))
            .setAllowBaseFare(true)
            .build();
    var _ =
        PendingAnswer.<QuoteRideResponse>to(answer -> pricing.quoteRide(request, answer))
            .whenComplete(this::take);
  }

  private synchronized void take(
      @Nullable QuoteRideResponse response, @Nullable Throwable failure) {
    inFlight--;
    if (response == null) {
      counts = counts.failed(Status.fromThrowable(failure).getCode());
      return;
    }
    var quote = response.getQuote();
    counts = counts.quoted(quote.getMultiplier(), quote.getMode() == PricingMode.PRICING_MODE_LIVE);
    if (dearest.filter(best -> best.getMultiplier() >= quote.getMultiplier()).isEmpty()) {
      dearest = Optional.of(quote);
    }
  }

  private static LatLng latLng(Spot spot) {
    var place = spot.place();
    return LatLng.newBuilder()
        .setLatitude(place.latitude())
        .setLongitude(place.longitude())
        .build();
  }

  /** Asks no more. */
  @Override
  public void close() {
    asking.cancel(false);
  }
}
