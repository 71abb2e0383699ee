package dev.faremesh.demand;

import it.unimi.dsi.fastutil.longs.LongCollection;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The demand of one city: what was counted over a window of event time that slides with {@code
 * now}, and what is to be expected. Everything is counted by the second in which it happened, and
 * leaves within a second of the window's passing; forecasts count sessions by slots of five
 * minutes.
 *
 * <p>Whoever tells or asks says first, by {@link #advance}, how far time has come: what is smoothed
 * moves at the ends of minutes, on what was known by then, whenever anybody looks. {@code now} must
 * not run backwards, but for {@link #clear}.
 *
 * <p>Not safe for use by threads: who owns the book also owns the clock that {@code now} is read
 * from, and must keep the two in step.
 */
public final class DemandBook {
  /** How many products a city can have. */
  static final int MOST_PRODUCTS = 100;

  /** From this share of the window on, what was heard of it is smoothed. */
  private static final double COVERED = 0.8;

  private static final Duration CALIBRATED = Duration.ofHours(1);

  private final Duration window;
  private final DemandBalance balance;
  private final Grid grid;
  private final CityProfiles profiles;
  private final Minutes minutes = new Minutes();
  private final Contributions sessions = new Contributions();
  private final Contributions open = new Contributions();
  private final WindowCounts requests = new WindowCounts();
  private final WindowCounts cancelled = new WindowCounts();
  private final WindowCounts late = new WindowCounts();
  private final CountedRiders riders;
  private final Map<String, ProductDemand> products = new HashMap<>();
  private boolean covered; // at the end of the last minute
  private Duration missed = Duration.ZERO; // since the last minute

  /**
   * Opens an empty book.
   *
   * @param window above 0
   * @param balance the numbers by which demand is smoothed
   * @param profiles what forecasts start from
   */
  public DemandBook(Duration window, DemandBalance balance, Grid grid, CityProfiles profiles) {
    if (!window.isPositive()) {
      throw new IllegalArgumentException("window: %s (expected: > 0)".formatted(window));
    }
    this.window = window;
    this.balance = balance;
    this.grid = grid;
    this.profiles = profiles;
    this.riders = new CountedRiders(window);
  }

  /** Time has come to {@code now}. */
  public void advance(Instant now, Heard heard) {
    minutes.passTo(
        now,
        end -> {
          var _ = slideTo(end);
          covered = heard.share(window, end) >= COVERED;
          products.values().forEach(product -> product.minute(end, heard, covered));
        });
    missed = ProductDemand.missed(now.truncatedTo(ChronoUnit.MINUTES), now, heard);
  }

  /** Riders are listened to from now on: those whose sessions have a profile are expected. */
  public void listen(Instant now) {
    profiles.products().forEach(product -> productOf(product, now));
  }

  private Optional<ProductDemand> productOf(String name, Instant now) {
    var known = products.get(name);
    if (known == null && products.size() < MOST_PRODUCTS) {
      var index = new DemandIndex(balance, grid);
      var requested = new OpenRequests(open, name);
      known =
          new ProductDemand(
              profiles.forecast(name), requested, index, balance.horizon(), now, covered);
      products.put(name, known);
    }
    return Optional.ofNullable(known);
  }

  /**
   * A rider looked at fares. One who looks again within the window counts where and when the rider
   * looked last; forecasts count the first look.
   *
   * @param observed when, in event time
   * @param latestCredible a later {@code observed} is refused
   */
  public SessionOutcome session(
      String riderId, Spot spot, Instant observed, Instant now, Instant latestCredible) {
    var begin = slideTo(now);
    var earliest = ProductDemand.firstOpen(now);
    if (observed.isBefore(earliest)) {
      if (products.containsKey(spot.product())) {
        late.add(anywhere(spot.product()), now);
      }
      return new SessionOutcome.TooOld(earliest);
    }
    if (observed.isAfter(latestCredible)) {
      return new SessionOutcome.InFuture(latestCredible);
    }
    var product = productOf(spot.product(), now);
    if (product.isEmpty()) {
      return new SessionOutcome.ProductsFull(MOST_PRODUCTS);
    }
    if (riders.add(riderId, observed)) {
      product.get().count(spot.cell(), observed);
    }
    if (!observed.isBefore(begin)) {
      sessions.put(riderId, spot, observed);
    }
    return new SessionOutcome.Taken();
  }

  /**
   * A ride was asked for, at {@code at}. One from outside the window, such as a ride of another
   * era, is not counted.
   */
  public void requested(String rideId, Spot spot, Instant at, Instant now) {
    var begin = slideTo(now);
    if (!at.isBefore(begin) && !at.isAfter(now)) {
      requests.add(spot, at);
      open.put(rideId, spot, at);
      var _ = productOf(spot.product(), now);
    }
  }

  /** A ride started: it is an open request no more. */
  public void started(String rideId, Instant now) {
    var _ = slideTo(now);
    var _ = open.remove(rideId);
  }

  /** A ride was cancelled. It is counted when it was asked for within the window. */
  public void cancelled(String rideId, Instant now) {
    var _ = slideTo(now);
    open.remove(rideId).ifPresent(ride -> cancelled.add(ride.spot(), ride.at()));
  }

  /**
   * Looks at cells, in their order.
   *
   * @param horizon how far ahead sessions are expected, up to a few hours
   */
  public List<CellOutlook> look(
      String product, LongCollection cells, Duration horizon, Instant now) {
    var _ = slideTo(now);
    return cells
        .longStream()
        .mapToObj(cell -> look(new Spot(product, cell), horizon, now))
        .toList();
  }

  private CellOutlook look(Spot spot, Duration horizon, Instant now) {
    var counts =
        new Demand(
            spot.cell(), sessions.at(spot), requests.at(spot), open.at(spot), cancelled.at(spot));
    var product = products.get(spot.product());
    return product == null
        ? new CellOutlook(counts, CellOutlook.NOTHING, Math.log(balance.damping()))
        : product.look(counts, now.minus(missed), horizon);
  }

  /** How the forecasts of a product did over the last hour; empty when it is not known. */
  public Optional<ProductCalibration> calibration(String name, Instant now) {
    var _ = slideTo(now);
    return Optional.ofNullable(products.get(name))
        .map(product -> new ProductCalibration(product.calibration(), late.at(anywhere(name))));
  }

  private static Spot anywhere(String product) {
    return new Spot(product, 0);
  }

  /** Forgets everything but the profiles: a new era of event time begins. */
  public void clear() {
    minutes.clear();
    covered = false;
    sessions.clear();
    open.clear();
    requests.clear();
    cancelled.clear();
    late.clear();
    riders.clear();
    products.clear();
  }

  public Duration window() {
    return window;
  }

  private Instant slideTo(Instant now) {
    var begin = now.minus(window);
    sessions.dropBefore(begin);
    open.dropBefore(begin);
    requests.dropBefore(begin);
    cancelled.dropBefore(begin);
    late.dropBefore(now.minus(CALIBRATED));
    riders.dropBefore(ProductDemand.firstOpen(now).minus(window));
    return begin;
  }
}
