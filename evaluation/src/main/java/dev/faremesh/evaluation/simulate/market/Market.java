package dev.faremesh.evaluation.simulate.market;

import org.jspecify.annotations.Nullable;

/**
 * One run of a world under a price policy, second by second.
 *
 * <p>A rider looks at the price and at the minutes to the pickup, by the nearest idle driver. Who
 * accepts both asks, and gets that driver. Who finds no driver within reach sees no minutes, asks
 * when the price suits, and waits for one; gives up when patience is over. A driver who becomes
 * free takes the nearest such rider, if the way suits the rider. Who was matched is driven: nobody
 * cancels. Prices change at the beginning of each minute. When the evening is over, the run goes on
 * until nobody waits.
 *
 * <p>Used by one thread, once.
 */
public final class Market {
  private static final int LOOK_AGAIN_MINUTES = 5;
  private static final int LAST_WAIT_SECONDS = 2 * 3600; // longer than the dice make anybody wait

  private final World world;
  private final Riders riders;
  private final Pricing pricing;
  private final Fleet fleet;
  private final Waiting waiting;
  private final Snapshot snapshot;
  private final Tally tally;
  private final @Nullable Outcome[] outcomes;
  private final double[] asked;
  private int next;

  /** Before the first second. */
  public Market(World world, Pricing pricing) {
    this.world = world;
    this.riders = world.riders();
    this.pricing = pricing;
    this.fleet = new Fleet(world, 60 * world.minutes() + LAST_WAIT_SECONDS);
    this.waiting = new Waiting(riders);
    this.snapshot = new Snapshot(world.map().size());
    this.tally = new Tally(world.minutes());
    this.outcomes = new Outcome[riders.count()];
    this.asked = new double[riders.count()];
  }

  /** Plays the evening. */
  public Tally run() {
    int end = 60 * world.minutes();
    for (int now = 0; now < end || !waiting.isEmpty(); now++) {
      second(now);
    }
    tally.add(Sum.RUNS, 1);
    return tally;
  }

  private void second(int now) {
    for (int driver = fleet.free(now); driver >= 0; driver = fleet.free(now)) {
      offer(driver, now);
    }
    if (now % 60 == 0) {
      minute(now / 60, now);
    }
    while (next < riders.count() && riders.second[next] == now) {
      look(next++, now);
    }
  }

  private void minute(int minute, int now) {
    for (int rider = waiting.takeImpatient(now);
        rider != Waiting.NOBODY;
        rider = waiting.takeImpatient(now)) {
      giveUp(rider);
    }
    resize(minute, now);
    double km = fleet.cruise(now);
    for (int i = waiting.count() - 1; i >= 0; i--) {
      lookFor(waiting.rider(i), now);
    }
    if (minute >= world.minutes()) {
      return;
    }
    if (minute >= world.warmUp()) {
      tally.add(Sum.DRIVING_COST, km * Assumptions.DRIVING_COST);
      tally.add(Sum.ONLINE_SECONDS, 60 * fleet.online());
      tally.add(Sum.EN_ROUTE_SECONDS, 60 * fleet.count(DriverState.EN_ROUTE));
      tally.add(Sum.ON_TRIP_SECONDS, 60 * fleet.count(DriverState.ON_TRIP));
    }
    pricing.minute(minute, count(now));
    lookAgain(minute - LOOK_AGAIN_MINUTES);
  }

  private void resize(int minute, int now) {
    int missing = fleet.missing(minute);
    fleet.shrink(Math.max(0, -missing));
    for (; missing > 0; missing--) {
      offer(fleet.logOn(now), now);
    }
  }

  private Snapshot count(int now) {
    snapshot.clear();
    fleet.countInto(snapshot, now);
    for (int i = 0; i < waiting.count(); i++) {
      snapshot.count(snapshot.unmatched, riders.sessions.cell[waiting.rider(i)]);
    }
    snapshot.close();
    return snapshot;
  }

  /** A driver has nobody to drive. */
  private void offer(int driver, int now) {
    int rider = waiting.nearest(fleet.east(driver), fleet.north(driver), now);
    if (rider == Waiting.NOBODY) {
      fleet.rest(driver, now);
      return;
    }
    waiting.remove(rider);
    double east = riders.sessions.east[rider] - fleet.east(driver);
    double north = riders.sessions.north[rider] - fleet.north(driver);
    match(driver, rider, Plane.length(east, north), now);
  }

  /** Finds a rider who waits a driver who has come nearer meanwhile. */
  private void lookFor(int rider, int now) {
    int driver = fleet.nearest(riders.sessions.east[rider], riders.sessions.north[rider]);
    if (driver != IdleDrivers.NONE && !tooFar(rider)) {
      waiting.remove(rider);
      match(driver, rider, fleet.distance(), now);
    }
  }

  private void look(int rider, int now) {
    asked[rider] = pricing.multiplier(rider);
    if (riders.sessions.measured(rider)) {
      tally.ask(now / 60, asked[rider]);
    }
    if (riders.multiple[rider] < asked[rider]) {
      end(rider, Outcome.TOO_DEAR);
      return;
    }
    int driver = fleet.nearest(riders.sessions.east[rider], riders.sessions.north[rider]);
    if (driver == IdleDrivers.NONE) {
      waiting.add(rider);
    } else if (tooFar(rider)) {
      end(rider, Outcome.TOO_FAR);
    } else {
      match(driver, rider, fleet.distance(), now);
    }
  }

  /** Whether the driver who was found last is further away than a rider puts up with. */
  private boolean tooFar(int rider) {
    return Assumptions.pickupSeconds(fleet.distance()) > riders.tolerance[rider];
  }

  private void match(int driver, int rider, double crowKm, int now) {
    int pickupSeconds = Assumptions.pickupSeconds(crowKm);
    fleet.send(driver, rider, pickupSeconds, now);
    end(rider, Outcome.COMPLETED);
    if (riders.sessions.measured(rider)) {
      int wait = now - riders.second[rider] + pickupSeconds;
      double km = crowKm * Assumptions.DETOUR + riders.roadKm[rider];
      tally.wait(wait);
      tally.add(Sum.WAIT_COST, wait / 60.0 * Assumptions.WAIT_COST);
      tally.add(Sum.WORTH, riders.multiple[rider] * riders.fare[rider]);
      tally.add(Sum.REVENUE, asked[rider] * riders.fare[rider]);
      tally.add(Sum.DRIVING_COST, km * Assumptions.DRIVING_COST);
    }
  }

  private void giveUp(int rider) {
    end(rider, Outcome.UNFULFILLED);
    if (riders.sessions.measured(rider)) {
      tally.add(Sum.WAIT_COST, riders.patience[rider] / 60.0 * Assumptions.WAIT_COST);
    }
  }

  private void end(int rider, Outcome outcome) {
    if (outcomes[rider] != null) {
      throw new IllegalStateException(
          "rider %d: %s (expected: no outcome before %s)"
              .formatted(rider, outcomes[rider], outcome));
    }
    outcomes[rider] = outcome;
    if (riders.sessions.measured(rider)) {
      tally.count(outcome);
    }
  }

  /** What riders who looked in a minute would be asked now. */
  private void lookAgain(int minute) {
    if (minute < 0) {
      return;
    }
    var sessions = riders.sessions;
    for (int rider = sessions.firstOf(minute); rider < sessions.firstOf(minute + 1); rider++) {
      if (sessions.measured(rider)) {
        double moved = Math.log(pricing.multiplier(rider) / asked[rider]);
        tally.add(Sum.MOVES, Math.abs(moved));
        tally.add(Sum.LOOKED_TWICE, 1);
      }
    }
  }
}
