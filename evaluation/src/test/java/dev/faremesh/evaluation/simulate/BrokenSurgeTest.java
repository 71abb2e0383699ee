package dev.faremesh.evaluation.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.uber.h3core.H3Core;
import dev.faremesh.evaluation.Pickups;
import dev.faremesh.evaluation.simulate.market.Pricing;
import dev.faremesh.evaluation.simulate.market.Snapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(Lifecycle.PER_CLASS)
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class BrokenSurgeTest {
  private static final int FROM = 300;
  private static final int UNTIL = 326;

  private final Weights weights = Weights.standard();
  private City city;
  private Day day;

  @BeforeAll
  void read(@TempDir Path folder) throws Exception {
    var looks = Looks.of(SmallCity.pickups(folder));
    city = new City(H3Core.newInstance(), Pickups.ZONE, looks.all(), new long[0]);
    var profiles = new Profiles(looks, Pickups.ZONE);
    day = new Days(city, looks, profiles::without).of(Window.EVENING, SmallCity.BUSY);
  }

  /**
   * What one rider would be asked each minute of an evening, with so many drivers over those by the
   * rule.
   */
  private List<Double> asked(Outage outage, double scarcity) {
    var worlds = new Worlds(city, weights, Window.EVENING, day.evening((_, _, _) -> true), 3);
    var outlook = new Foresight(day, weights.pricing().horizon()).outlook();
    var surge = worlds.surge(outlook, outlook.forecast());
    var broken = new BrokenSurge(city.map(), surge, outage, FROM, UNTIL);
    var asked = new ArrayList<Double>();
    var _ =
        worlds.play(
            scarcity,
            new Pricing() {
              @Override
              public void minute(int minute, Snapshot market) {
                broken.minute(minute, market);
                asked.add(broken.multiplier(0));
              }

              @Override
              public double multiplier(int rider) {
                return 1; // so that the market is the same whatever is asked
              }
            });
    return asked;
  }

  @Test
  void lastGoodHoldsThenDecaysThenIsOne() {
    var asked = asked(Outage.HOLD, 0.7);
    double good = asked.get(FROM - 1);
    assertThat(good).isGreaterThan(1.1);
    for (int minute = FROM; minute < UNTIL; minute++) {
      assertThat(asked.get(minute)).isLessThanOrEqualTo(asked.get(minute - 1));
    }
    assertThat(asked.get(FROM + 3)).isGreaterThan(0.9 * Math.min(good, 2)); // falls with demand
    assertThat(asked.get(FROM + 12)).isLessThan(asked.get(FROM + 3));
    assertThat(asked.get(FROM + 21)).isEqualTo(1);
    assertThat(asked.get(UNTIL)).isGreaterThan(1);
  }

  @Test
  void straightToBaseIsOneWhileNothingIsHeard() {
    assertThat(asked(Outage.BASE, 0.7).subList(FROM, UNTIL)).containsOnly(1.0);
  }

  @Test
  void missingTakenForZeroRises() {
    var asked = asked(Outage.ZERO, 3);
    assertThat(asked.get(FROM - 1)).isLessThan(1.5);
    assertThat(asked.get(UNTIL - 1)).isGreaterThan(asked.get(FROM - 1) + 0.5);
  }

  @Test
  void unbrokenIsTheSameBeforeTheOutage() {
    assertThat(asked(Outage.HOLD, 0.7).subList(0, FROM))
        .isEqualTo(asked(Outage.UNBROKEN, 0.7).subList(0, FROM));
  }
}
