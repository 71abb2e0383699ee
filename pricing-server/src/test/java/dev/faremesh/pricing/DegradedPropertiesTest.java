package dev.faremesh.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** What prices do when inputs are not what they should be. */
final class DegradedPropertiesTest {
  /**
   * What is heard some time after the step before.
   *
   * @param supply 0 live, 1 old, 2 thin, 3 missing
   * @param demand likewise; never live together with supply
   */
  record Step(int seconds, int supply, int demand, double logSupply, double logDemand) {}

  @Property(tries = 400)
  @Label("P15: while an input is not live, no price rises, whatever is heard")
  void pricesNeverRiseWhileDegraded(
      @ForAll("position") Position position,
      @ForAll @DoubleRange(min = 1, max = 3) double good,
      @ForAll("scale") double scale,
      @ForAll("steps") List<Step> steps) {
    var feeds = new Feeds(position, scale);
    var last = feeds.goodAt(Duration.ZERO, good).multiplier();
    var time = Duration.ZERO;
    for (Step step : steps) {
      time = time.plusSeconds(step.seconds());
      var surge = heard(feeds, time, step);

      assertThat(surge.mode()).isNotEqualTo(Quote.Mode.LIVE);
      assertThat(surge.multiplier().hundredths())
          .isLessThanOrEqualTo(Math.min(200, last.hundredths()));
      last = surge.multiplier();
    }
  }

  @Property(tries = 200)
  @Label("P16: not to know is not to know of nobody")
  void unknownIsNotZero(
      @ForAll @DoubleRange(min = 1, max = 3) double good,
      @ForAll @IntRange(min = 1, max = 1200) int seconds) {
    var time = Duration.ofSeconds(seconds);
    var unknown = new Feeds();
    var nobody = new Feeds();
    var _ = unknown.goodAt(Duration.ZERO, good);
    var _ = nobody.goodAt(Duration.ZERO, good);
    var riders = nobody.riders(time, 3);

    assertThat(nobody.at(time, nobody.live(time, Duration.ZERO, Math.log(3)), riders).multiplier())
        .isEqualTo(new Multiplier(300));
    assertThat(unknown.at(time, Feeds.missing(), riders).multiplier().value())
        .isLessThanOrEqualTo(Math.min(2, good + 0.025));
  }

  @Property(tries = 200)
  @Label("P17: what was heard earlier never overwrites what was heard later")
  void olderNeverOverwritesNewer(
      @ForAll @DoubleRange(min = 1, max = 2) double newer,
      @ForAll @DoubleRange(min = 1, max = 2) double older,
      @ForAll @IntRange(min = 1, max = 1199) int earlier) {
    var feeds = new Feeds();
    var twentyMinutes = Duration.ofMinutes(20);
    var expected = feeds.goodAt(twentyMinutes, newer).multiplier();

    var past = twentyMinutes.minusSeconds(earlier);
    var _ = feeds.at(twentyMinutes, feeds.drivers(past), feeds.riders(past, older));

    assertThat(feeds.lostAt(twentyMinutes).multiplier()).isEqualTo(expected);
  }

  @Property(tries = 200)
  @Label("Two servers with the same signals give the same price, however often they were asked")
  void replicasAgree(
      @ForAll("position") Position position,
      @ForAll @DoubleRange(min = 1, max = 3) double good,
      @ForAll("scale") double scale,
      @ForAll @IntRange(min = 0, max = 1500) int lostFor,
      @ForAll long seed) {
    var often = new Feeds(position, scale);
    var once = new Feeds(position, scale);
    var random = new Random(seed);
    var heard = Duration.ofSeconds(10);
    for (int i = 0; i < 5; i++) { // of one answer, as it ages
      var age = Duration.ofSeconds(i * 10L + random.nextInt(10));
      var drivers = often.live(heard, age, Feeds.LOG_SUPPLY);
      var riders = often.live(heard, age, Indices.logDemandFor(good, Feeds.LOG_SUPPLY));
      var _ = often.at(heard.plus(age), drivers, riders);
    }
    assertThat(once.goodAt(heard, good).mode()).isEqualTo(Quote.Mode.LIVE);

    var time = Duration.ofSeconds(60L + lostFor);
    assertThat(once.lostAt(time)).isEqualTo(often.lostAt(time));
  }

  private static Surge heard(Feeds feeds, Duration time, Step step) {
    return feeds.at(
        time,
        signal(feeds, time, step.supply(), step.logSupply()),
        signal(feeds, time, step.demand(), step.logDemand()));
  }

  private static Signal<CellCounts> signal(Feeds feeds, Duration time, int kind, double log) {
    return switch (kind) {
      case 0 -> feeds.live(time.minusSeconds(3), Duration.ofSeconds(3), log);
      case 1 -> feeds.old(time.minusSeconds(90), Duration.ofSeconds(90), log);
      case 2 -> feeds.thin(time, log);
      default -> Feeds.missing();
    };
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    var kinds = Arbitraries.integers().between(0, 3);
    var logs = Arbitraries.doubles().between(0, 5);
    return Combinators.combine(Arbitraries.integers().between(0, 400), kinds, kinds, logs, logs)
        .as(Step::new)
        .filter(step -> step.supply() + step.demand() > 0)
        .list()
        .ofMinSize(1)
        .ofMaxSize(20);
  }

  @Provide
  Arbitrary<Double> scale() {
    return Arbitraries.of(0.5, 1.0, 50.0, 500.0);
  }

  @Provide
  Arbitrary<Position> position() {
    return Town.anyPosition();
  }
}
