package dev.faremesh.evaluation.simulate.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class NaiveRatioTest {
  private final Town town = new Town(0);
  private final Snapshot market = new Snapshot(town.map.size());

  /** So many riders look in the first minute; the price is that of a rider in the second. */
  private double price(int riders, int drivers, int minute) {
    var session = new Sessions.Session(0, 0, 0, 0, true);
    var sessions = new Sessions(Collections.nCopies(riders, session), 60);
    for (int driver = 0; driver < drivers; driver++) {
      market.count(market.open, 0);
    }
    market.close();
    var naive = new NaiveRatio(town.map, sessions, 5, 0.8, 3);
    for (int begun = 0; begun <= minute; begun++) {
      naive.minute(begun, market);
    }
    return naive.multiplier(0);
  }

  @Test
  void isRidersOverDriversAndTheirRatioToTheNearestStep() {
    assertThat(price(7, 5, 1)).isEqualTo(1.75); // 7 / (0.8 * 5)
  }

  @Test
  void isNeverBelowOneNorAboveTheCap() {
    assertThat(price(1, 50, 1)).isEqualTo(1);
    assertThat(new NaiveRatioTest().price(3, 0, 1)).isEqualTo(3);
  }

  @Test
  void ridersCountForFiveMinutes() {
    assertThat(price(9, 5, 5)).isEqualTo(2.25);
    assertThat(new NaiveRatioTest().price(9, 5, 6)).isEqualTo(1);
  }

  @Test
  void nobodyAtAllCostsNoSurge() {
    var naive =
        new NaiveRatio(
            town.map, new Sessions(List.of(new Sessions.Session(0, 0, 0, 0, true)), 60), 5, 0.8, 3);
    naive.minute(0, market);
    assertThat(naive.multiplier(0)).isEqualTo(1);
  }
}
