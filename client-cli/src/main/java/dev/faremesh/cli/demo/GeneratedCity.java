package dev.faremesh.cli.demo;

import dev.faremesh.cli.demo.Driver.Task;
import dev.faremesh.cli.replay.FeedEvent;
import dev.faremesh.cli.replay.Moment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * A city's evening without end, second by second. Riders come at random, more as the rush builds up
 * and when the venue empties. Some ask for a ride; the nearest driver who is free comes for them,
 * drives them, and is free again where they get off. Who waits too long gives up.
 *
 * <p>The same seed gives the same evening. Used by one thread.
 */
final class GeneratedCity implements Iterator<Moment> {
  private static final int REPORT_EVERY = 30;
  private static final double BUSY_AT_FIRST = 0.4;
  private static final double ASKS = 0.6;
  private static final double FARTHEST_PICKUP = 2_500;
  private static final int PATIENCE_SECONDS = 240;

  private final Instant evening;
  private final RandomGenerator random;
  private final CityMap map;
  private final List<Driver> drivers = new ArrayList<>();
  private final List<Hail> waiting = new ArrayList<>();
  private long second;
  private long riders;

  /**
   * A city before its evening.
   *
   * @param evening the event time of the first second
   * @param drivers at least 1
   */
  GeneratedCity(Instant evening, int drivers, long seed) {
    if (drivers < 1) {
      throw new IllegalArgumentException("drivers: %d (expected: >= 1)".formatted(drivers));
    }
    this.evening = evening;
    this.random = new Random(seed);
    this.map = new CityMap(random);
    for (int number = 1; number <= drivers; number++) {
      this.drivers.add(driver("driver-" + number));
    }
  }

  private Driver driver(String id) {
    var way = Leg.of(map.anywhere(), map.anywhere(), 0);
    var begun = way.begunBefore(random.nextLong(way.end()));
    return random.nextDouble() < BUSY_AT_FIRST
        ? new Driver(id, new Task.Driving(Optional.empty()), begun)
        : new Driver(id, new Task.Cruising(), begun);
  }

  @Override
  public boolean hasNext() {
    return true;
  }

  /** What happens in the next second in which anything does. */
  @Override
  public Moment next() {
    var events = new ArrayList<FeedEvent>();
    while (events.isEmpty()) {
      ridersCome(events);
      ridersGiveUp(events);
      driversArrive(events);
      driversAreSent(events);
      driversReport(events);
      second++;
    }
    return new Moment(evening.plusSeconds(second - 1), events);
  }

  private void ridersCome(List<FeedEvent> events) {
    for (int count = poisson(Evening.riders(second)); count > 0; count--) {
      riderComes(map.anywhere(), events);
    }
    for (int count = poisson(Evening.leavingVenue(second)); count > 0; count--) {
      riderComes(map.atVenue(), events);
    }
  }

  private void riderComes(Spot pickup, List<FeedEvent> events) {
    riders++;
    var rider = "rider-" + riders;
    events.add(new FeedEvent.Session(rider, pickup.place()));
    if (random.nextDouble() < ASKS) {
      var patience = random.nextLong(PATIENCE_SECONDS / 2, PATIENCE_SECONDS * 3 / 2);
      var hail = new Hail("ride-" + riders, pickup, map.anywhere(), second + patience);
      waiting.add(hail);
      events.add(
          new FeedEvent.Request(
              hail.rideId(), rider, pickup.place(), Optional.of(hail.dropoff().place())));
    }
  }

  private void ridersGiveUp(List<FeedEvent> events) {
    waiting.removeIf(hail -> {
      if (hail.until() > second) {
        return false;
      }
      events.add(new FeedEvent.Cancellation(hail.rideId()));
      return true;
    });
  }

  private void driversArrive(List<FeedEvent> events) {
    for (Driver driver : drivers) {
      if (driver.hasArrived(second)) {
        arrive(driver, events);
      }
    }
  }

  private void arrive(Driver driver, List<FeedEvent> events) {
    var here = driver.at(second);
    switch (driver.task()) {
      case Task.Coming(Hail hail) -> {
        events.add(new FeedEvent.Pickup(hail.rideId(), driver.id()));
        driver.take(new Task.Driving(Optional.of(hail)), Leg.of(here, hail.dropoff(), second));
        events.add(driver.seen(second, evening));
      }
      case Task.Driving(Optional<Hail> hail) -> {
        hail.ifPresent(done -> events.add(new FeedEvent.Completion(done.rideId())));
        driver.take(new Task.Cruising(), Leg.of(here, map.anywhere(), second));
        events.add(driver.seen(second, evening));
      }
      case Task.Cruising _ ->
          driver.take(new Task.Cruising(), Leg.of(here, map.anywhere(), second));
    }
  }

  private void driversAreSent(List<FeedEvent> events) {
    waiting.removeIf(hail -> {
      var nearest = nearestFree(hail.pickup());
      nearest.ifPresent(driver -> {
        driver.take(new Task.Coming(hail), Leg.of(driver.at(second), hail.pickup(), second));
        events.add(driver.seen(second, evening));
      });
      return nearest.isPresent();
    });
  }

  private Optional<Driver> nearestFree(Spot pickup) {
    return drivers.stream()
        .filter(driver -> driver.task() instanceof Task.Cruising)
        .filter(driver -> driver.at(second).metresTo(pickup) <= FARTHEST_PICKUP)
        .min(Comparator.comparingDouble(driver -> driver.at(second).metresTo(pickup)));
  }

  private void driversReport(List<FeedEvent> events) {
    for (int number = 0; number < drivers.size(); number++) {
      if ((number + second) % REPORT_EVERY == 0) {
        events.add(drivers.get(number).seen(second, evening));
      }
    }
  }

  private int poisson(double expected) {
    var limit = Math.exp(-expected);
    int count = 0;
    for (double product = random.nextDouble(); product > limit; count++) {
      product *= random.nextDouble();
    }
    return count;
  }
}
