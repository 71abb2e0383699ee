package dev.faremesh.evaluation.simulate.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two drivers and a few riders, reckoned by hand. */
class HandMadeMarketTest {
  private static final int MINUTES = 120;

  private final Town town = new Town(1);
  private final double here = town.map.east(0);
  private final double hereNorth = town.map.north(0);
  private final double there = town.map.east(1);
  private final double thereNorth = town.map.north(1);
  private final double crowKm = Math.hypot(there - here, thereNorth - hereNorth);
  private final List<Sessions.Session> sessions = new ArrayList<>();
  private final List<Want> wants = new ArrayList<>();

  /** A rider at the first place who wants to the second: seven kilometres of road, 20 minutes. */
  private void rider(int second, double multiple, int tolerance, int patience) {
    sessions.add(new Sessions.Session(second / 60, here, hereNorth, 0, true));
    wants.add(new Want(second, multiple, tolerance, patience, there, thereNorth, 7, 10));
  }

  /** One driver logs on at the first place, and after an hour another one at the second. */
  private Tally run(double multiplier) {
    var weights = new double[MINUTES / 60][town.cells.length];
    weights[0][0] = 1;
    weights[1][1] = 1;
    var fleet = IntStream.range(0, MINUTES).map(minute -> minute < 60 ? 1 : 2).boxed().toList();
    var world =
        new World(
            town.map,
            new Riders(new Sessions(sessions, MINUTES), wants),
            new Hotspots(town.map, 0, weights),
            fleet,
            0,
            300,
            new Dice(5));
    return new Market(world, new Flat(multiplier)).run();
  }

  @Test
  void riderBesideAnIdleDriverWaitsASecond() {
    rider(30, 2, 300, 60);
    var tally = run(1);
    assertThat(tally.of(Sum.COMPLETED)).isEqualTo(1);
    assertThat(tally.of(Sum.WAIT_MINUTES)).isEqualTo(1 / 60.0);
    assertThat(tally.of(Sum.WORTH)).isEqualTo(20);
    assertThat(tally.of(Sum.REVENUE)).isEqualTo(10);
    assertThat(tally.of(Sum.WAIT_COST)).isCloseTo(0.48 / 60, within(1e-12));
    assertThat(tally.welfare())
        .isCloseTo(20 - 0.48 / 60 - tally.of(Sum.DRIVING_COST), within(1e-12));
    assertThat(tally.riderSurplus()).isCloseTo(20 - 10 - 0.48 / 60, within(1e-12));
  }

  @Test
  void riderWithoutADriverWaitsForTheNextWhoIsFree() {
    rider(
        30, 2, 300, 60); // gets the driver: free again at 30 + 1 + 1200 = 1231, at the other place
    rider(600, 2, 1500, 900); // waits 631 seconds, and then for the way
    var tally = run(1);
    int pickup = (int) Math.ceil(crowKm * 1.35 / 18 * 3600);
    assertThat(tally.of(Sum.COMPLETED)).isEqualTo(2);
    assertThat(tally.of(Sum.WAIT_MINUTES) * 60).isCloseTo(1 + 631 + pickup, within(1e-9));
  }

  @Test
  void riderWhosePatienceEndsIsUnfulfilled() {
    rider(30, 2, 300, 60);
    rider(600, 2, 1500, 630); // a second less than it takes
    var tally = run(1);
    assertThat(tally.of(Sum.UNFULFILLED)).isEqualTo(1);
    assertThat(tally.ratio(Sum.UNFULFILLED, Sum.REQUESTS)).isEqualTo(0.5);
    assertThat(tally.of(Sum.WAIT_COST)).isCloseTo((1 + 630) / 60.0 * 0.48, within(1e-12));
  }

  @Test
  void riderWhoSeesNobodyTakesNoDriverWhoIsTooFar() {
    rider(30, 2, 300, 60);
    rider(600, 2, 180, 900); // the way back from the other place takes longer
    var tally = run(1);
    assertThat(tally.of(Sum.UNFULFILLED)).isEqualTo(1);
    assertThat(tally.of(Sum.REQUESTS)).isEqualTo(2);
  }

  @Test
  void riderToWhomTheNearestDriverIsTooFarDoesNotAsk() {
    rider(30, 2, 300, 60);
    rider(1300, 2, 180, 900); // the driver is idle at the other place
    var tally = run(1);
    assertThat(tally.of(Sum.TOO_FAR)).isEqualTo(1);
    assertThat(tally.of(Sum.REQUESTS)).isEqualTo(1);
  }

  @Test
  void riderToWhomItIsNotWorthThePriceDoesNotAsk() {
    rider(30, 1.2, 300, 60);
    var tally = run(1.25);
    assertThat(tally.of(Sum.TOO_DEAR)).isEqualTo(1);
    assertThat(tally.of(Sum.SESSIONS)).isEqualTo(1);
    assertThat(tally.of(Sum.MULTIPLIERS)).isEqualTo(1.25);
    assertThat(tally.of(Sum.AT_ONE)).isZero();
  }

  @Test
  void secondDriverComesWhenTheFleetGrows() {
    rider(3590, 2, 300, 60); // the first driver leaves
    rider(3610, 2, 600, 60); // the second is at the other place
    var tally = run(1);
    int pickup = (int) Math.ceil(crowKm * 1.35 / 18 * 3600);
    assertThat(tally.of(Sum.COMPLETED)).isEqualTo(2);
    assertThat(tally.waitMinutes(1) * 60).isCloseTo(pickup, within(5.0)); // bins of five seconds
    assertThat(tally.of(Sum.ONLINE_SECONDS)).isEqualTo(60.0 * (60 * 1 + 60 * 2));
  }

  @Test
  void pricesThatStandStillHaveNoVolatility() {
    rider(30, 2, 300, 60);
    var tally = run(1.3);
    assertThat(tally.of(Sum.LOOKED_TWICE)).isEqualTo(1);
    assertThat(tally.of(Sum.MOVES)).isZero();
    assertThat(tally.meanMultiplier(0)).isEqualTo(1.3);
  }
}
