package dev.faremesh.pricing;

import static dev.faremesh.pricing.Feeds.missing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.pricing.Quote.Mode;
import dev.faremesh.pricing.Signal.Missing;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of degraded modes, line by line. */
final class DegradedSurgeTest {
  private static final Duration START = Duration.ZERO;

  private final Feeds feeds = new Feeds();

  @ParameterizedTest(name = "after {0} s: {1}, {2}")
  @CsvSource({
    "1, HOLD, 1.8",
    "300, HOLD, 1.8",
    "301, DECAY, 1.8", // 1.7988
    "600, DECAY, 1.5", // 1.8 ^ 0.7071 = 1.515
    "900, DECAY, 1.35", // 1.8 ^ 0.5 = 1.342
    "1200, DECAY, 1.25", // 1.8 ^ 0.3536 = 1.231
    "1201, BASE, 1"
  })
  void lastGoodMultiplierHoldsThenDecaysThenEnds(int seconds, Mode mode, double multiplier) {
    assertPrice(feeds.goodAt(START, 1.8), Mode.LIVE, 1.8);

    assertPrice(feeds.lostAt(Duration.ofSeconds(seconds)), mode, multiplier);
  }

  @Test
  void noMoreThanTwoHolds() {
    assertPrice(feeds.goodAt(START, 3), Mode.LIVE, 3);

    assertPrice(feeds.lostAt(Duration.ofMinutes(1)), Mode.HOLD, 2);
    assertPrice(feeds.lostAt(Duration.ofMinutes(15)), Mode.DECAY, 1.4); // 2 ^ 0.5
  }

  @Test
  void coldStartIsBase() {
    assertPrice(feeds.lostAt(START), Mode.BASE, 1);
  }

  @Test
  void whereNobodyAskedBeforeIsBase() {
    var _ = feeds.goodAt(START, 1.8);

    var elsewhere = new Feeds(Places.AIRPORT, 1);
    assertPrice(elsewhere.lostAt(Duration.ofMinutes(1)), Mode.BASE, 1);
  }

  @Test
  void neighboursDoNotSayWhatACellWas() {
    var policy = new SurgePolicy(Indices.BALANCE, Signals.FRESH::asOf);
    var here = Pickup.at(Places.NYC_STANDARD, Places.TIMES_SQUARE);
    var good = new SignalPair(live(here, 2.3), live(here, 3.4));
    assertThat(policy.price(here, SurgeLimits.NONE, good).multiplier().value()).isEqualTo(3);

    var secondRing = here.cells().getFirst().disk(2).getLast();
    var beside = Pickup.at(Places.NYC_STANDARD, secondRing.center());
    assertThat(here.cells()).anyMatch(beside.cells()::contains);
    assertPrice(
        policy.price(beside, SurgeLimits.NONE, new SignalPair(missing(), missing())), Mode.BASE, 1);
  }

  @Test
  void oneInputLostIsEnoughToHold() {
    var _ = feeds.goodAt(START, 1.8);
    var later = Duration.ofMinutes(2);

    assertPrice(feeds.at(later, missing(), feeds.riders(later, 2.9)), Mode.HOLD, 1.8);
    assertPrice(feeds.at(later, feeds.drivers(later), missing()), Mode.HOLD, 1.8);
  }

  @Test
  void staleInputLowersThePriceButNeverRaisesIt() {
    var _ = feeds.goodAt(START, 1.8);
    var later = Duration.ofMinutes(2);
    var oldDrivers = feeds.old(START, later, Feeds.LOG_SUPPLY);

    assertPrice(feeds.at(later, oldDrivers, feeds.riders(later, 2.9)), Mode.HOLD, 1.8);
    assertPrice(feeds.at(later, oldDrivers, feeds.riders(later, 1.3)), Mode.HOLD, 1.3);
    assertPrice(feeds.at(later, oldDrivers, feeds.riders(later, 2.9)), Mode.HOLD, 1.3);
  }

  @Test
  void thinlyCoveredInputIsNoLackOfRiders() {
    var _ = feeds.goodAt(START, 1.8);
    var later = Duration.ofMinutes(2);

    assertPrice(feeds.at(later, feeds.drivers(later), feeds.thin(later, 0.9)), Mode.HOLD, 1.8);
  }

  @Test
  void liveInputsEndTheHold() {
    var _ = feeds.goodAt(START, 1.8);
    var _ = feeds.lostAt(Duration.ofMinutes(10));

    assertPrice(feeds.goodAt(Duration.ofMinutes(11), 2.5), Mode.LIVE, 2.5);
    assertPrice(feeds.lostAt(Duration.ofMinutes(16)), Mode.HOLD, 2);
  }

  @Test
  void ageIsThatOfTheOlderInput() {
    var late = Duration.ofSeconds(50);
    var early = Duration.ofSeconds(5);
    var drivers = feeds.live(early, late.minus(early), Feeds.LOG_SUPPLY);
    assertPrice(feeds.at(late, drivers, feeds.riders(late, 1.8)), Mode.LIVE, 1.8);

    assertPrice(feeds.lostAt(Duration.ofSeconds(305)), Mode.HOLD, 1.8);
    assertPrice(feeds.lostAt(Duration.ofSeconds(306)), Mode.DECAY, 1.8);
  }

  @Test
  void replayAgesAtItsScale() {
    var replay = new Feeds(Places.TIMES_SQUARE, 600);
    assertPrice(replay.goodAt(START, 1.8), Mode.LIVE, 1.8);

    assertPrice(replay.lostAt(Duration.ofMinutes(15)), Mode.DECAY, 1.35); // 1.5 s on the wall
  }

  @Test
  void whatIsLiveTellsTheTime() {
    var _ = feeds.goodAt(START, 1.8);
    var eventTime = Duration.ofMinutes(15); // of a replay that is faster than it says

    assertPrice(
        feeds.at(Duration.ofMinutes(1), feeds.drivers(eventTime), missing()), Mode.DECAY, 1.35);
  }

  @Test
  void clockThatJumpsBackMakesNothingYounger() {
    var _ = feeds.goodAt(START, 1.8);
    var _ = feeds.lostAt(Duration.ofMinutes(15));

    assertPrice(feeds.lostAtWall(Instant.EPOCH), Mode.DECAY, 1.35);
  }

  @Test
  void sourceThatFallsBackInTimeMakesNothingYounger() {
    var _ = feeds.goodAt(START, 1.8);
    var _ = feeds.lostAt(Duration.ofMinutes(15));
    var past = Duration.ofMinutes(3);

    assertPrice(feeds.at(Duration.ofMinutes(15), feeds.drivers(past), missing()), Mode.DECAY, 1.35);
  }

  @Test
  void feedThatStartsAnewInThePastIsAnotherTime() {
    var later = Duration.ofHours(3);
    var _ = feeds.goodAt(later, 2.9);

    assertPrice(feeds.at(later, feeds.drivers(START), missing()), Mode.BASE, 1);
    assertPrice(feeds.goodAt(START, 1.8), Mode.LIVE, 1.8);
    assertPrice(feeds.lostAt(Duration.ofMinutes(1)), Mode.HOLD, 1.8);
  }

  @Test
  void sourceThatAnswersNonsenseEndsTheHoldForGood() {
    var _ = feeds.goodAt(START, 1.8);
    var later = Duration.ofMinutes(1);

    assertPrice(
        feeds.at(later, feeds.drivers(later), new Missing<>(Missing.NONSENSE)), Mode.BASE, 1);
    assertPrice(feeds.lostAt(later), Mode.BASE, 1);
  }

  @Test
  void noDriversIsScarcityAndUnknownDriversAreNot() {
    var nobodyFree = feeds.live(START, START, Math.log(3));
    var someRiders = feeds.live(START, START, Math.log(3 + 12.8));

    assertPrice(feeds.at(START, nobodyFree, someRiders), Mode.LIVE, 3);
    assertPrice(new Feeds().at(START, missing(), someRiders), Mode.BASE, 1);
  }

  private static Signal<CellCounts> live(Pickup pickup, double log) {
    return Signals.live(pickup.cells(), 4, log);
  }

  private static void assertPrice(Surge surge, Mode mode, double multiplier) {
    assertThat(surge.mode()).isEqualTo(mode);
    assertThat(surge.multiplier().value()).isEqualTo(multiplier);
  }
}
