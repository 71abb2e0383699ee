package dev.faremesh.evaluation.simulate.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class IdleDriversTest {
  @Test
  void findsTheNearestOfManyAsLookingAtAllOfThemDoes() {
    var random = new SplittableRandom(7);
    var idle = new IdleDrivers();
    var east = random.doubles(300, -50, 50).toArray(); // some beyond the squares
    var north = random.doubles(300, -6, 6).toArray();
    for (int driver = 0; driver < 300; driver++) {
      idle.add(driver, east[driver], north[driver]);
    }
    for (int driver = 0; driver < 300; driver += 3) {
      idle.remove(driver);
    }
    assertThat(idle.count()).isEqualTo(200);
    for (int look = 0; look < 500; look++) {
      double x = random.nextDouble(-55, 55);
      double y = random.nextDouble(-8, 8);
      assertThat(idle.nearest(x, y, 4.4)).isEqualTo(nearest(east, north, x, y, 4.4));
    }
  }

  private static int nearest(double[] east, double[] north, double x, double y, double reach) {
    int nearest = IdleDrivers.NONE;
    double best = reach;
    for (int driver = 0; driver < east.length; driver++) {
      double km = Math.hypot(east[driver] - x, north[driver] - y);
      if (driver % 3 != 0 && km < best) {
        best = km;
        nearest = driver;
      }
    }
    return nearest;
  }

  @Test
  void saysHowFarTheNearestIs() {
    var idle = new IdleDrivers();
    idle.add(4, 3, 0);
    idle.add(9, 0, 4);
    assertThat(idle.nearest(0, 0, 10)).isEqualTo(4);
    assertThat(idle.distance()).isEqualTo(3);
    assertThat(idle.nearest(0, 0, 2.5)).isEqualTo(IdleDrivers.NONE);
  }

  @Test
  void aSquareOfSeveralLosesAnyOfThem() {
    var idle = new IdleDrivers();
    idle.add(0, 0.10, 0.10);
    idle.add(1, 0.20, 0.20);
    idle.add(2, 0.30, 0.30);
    idle.remove(1);
    idle.remove(2);
    assertThat(idle.nearest(0.3, 0.3, 1)).isEqualTo(0);
    idle.remove(0);
    assertThat(idle.nearest(0.3, 0.3, 1)).isEqualTo(IdleDrivers.NONE);
  }
}
