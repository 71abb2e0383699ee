package dev.faremesh.evaluation.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.uber.h3core.H3Core;
import dev.faremesh.evaluation.Pickups;
import dev.faremesh.evaluation.simulate.market.Sum;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(Lifecycle.PER_CLASS)
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ServedSurgeTest {
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

  private Outlook outlook(Day of) {
    return new Foresight(of, weights.pricing().horizon()).outlook();
  }

  @Test
  void driversWithoutEndCostNoSurge() {
    var worlds = new Worlds(city, weights, Window.EVENING, day.evening((_, _, _) -> true), 3);
    var outlook = outlook(day);
    var surge = worlds.play(20, worlds.surge(outlook, outlook.forecast()));
    var flat = worlds.play(20, Worlds.flat(1));
    assertThat(surge.ratio(Sum.AT_ONE, Sum.SESSIONS)).isEqualTo(1);
    assertThat(surge.welfare()).isEqualTo(flat.welfare());
    assertThat(surge.waitMinutes(0.95)).isEqualTo(flat.waitMinutes(0.95));
  }

  @Test
  void fewDriversCostSurgeThatSavesWelfare() {
    var worlds = new Worlds(city, weights, Window.EVENING, day.evening((_, _, _) -> true), 3);
    var outlook = outlook(day);
    var surge = worlds.play(0.8, worlds.surge(outlook, outlook.forecast()));
    var flat = worlds.play(0.8, Worlds.flat(1));
    assertThat(Measure.MEAN_MULTIPLIER.of(surge)).isGreaterThan(1.2);
    assertThat(surge.welfare()).isGreaterThan(flat.welfare());
  }

  /** What is expected of a minute must not know what comes in it, or later. */
  @Test
  void forecastKnowsNothingOfTheRidersToCome() {
    int until = 300;
    var past =
        new Day(
            city,
            day.window(),
            day.date(),
            day.profile(),
            day.looks().stream().filter(look -> day.minute(look) < until).toList());
    var whole = outlook(day).forecast();
    var cut = outlook(past).forecast();
    for (int minute = 0; minute <= until; minute++) {
      assertThat(expected(cut, minute)).isEqualTo(expected(whole, minute));
    }
    assertThat(expected(cut, until + 10)).isNotEqualTo(expected(whole, until + 10));
  }

  @Test
  void oracleExpectsWhoReallyComesInTheNextFiveMinutes() {
    var truth = outlook(day).truth();
    long coming =
        day.riders().stream()
            .filter(look -> day.minute(look) >= 60 && day.minute(look) < 65)
            .count();
    double expected = expected(truth, 60).values().stream().mapToDouble(Double::doubleValue).sum();
    assertThat(expected).isEqualTo((double) coming);
  }

  private static Map<Integer, Double> expected(DemandPath path, int minute) {
    var expected = new TreeMap<Integer, Double>();
    for (int place = 0; place < path.size(); place++) {
      expected.put(path.cell(place), path.expected(minute, place));
    }
    return expected;
  }

  @Test
  void dayThatIsLeftOutIsNotInItsProfile() {
    int slot = day.slotOfWeek(6 * 60);
    assertThat(day.profile().expectedInCity(slot)).isBetween(2.5, 3.5); // 36 an hour, not 72
  }
}
