package dev.faremesh.demand;

import static dev.faremesh.demand.BookUnderTest.AIRPORT;
import static dev.faremesh.demand.BookUnderTest.PRODUCT;
import static dev.faremesh.demand.BookUnderTest.SQUARE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class DemandBookIndexTest {
  private final BookUnderTest demand = new BookUnderTest(CityProfiles.NONE);

  @Test
  void requestsThatAreOpenAreDemand() {
    demand.hear(0.5);
    request("ride-1");
    request("ride-2");
    request("ride-3");
    demand.book.started("ride-2", demand.now());

    double expected = demand.expected(SQUARE);
    assertThat(log(SQUARE)).isEqualTo(Math.log(expected + 2 + 2.4), within(1e-12));
    assertThat(log(AIRPORT)).isEqualTo(Math.log(2.4), within(1e-12));
  }

  @Test
  void followsWhatIsExpectedUntilAMinuteWasCovered() {
    demand.hear(0.79).passMinutes(10, 3);

    assertThat(demand.expected(SQUARE)).isGreaterThan(3);
    assertThat(log(SQUARE)).isEqualTo(Math.log(demand.expected(SQUARE) + 2.4), within(1e-12));
    demand.look("one more", SQUARE, demand.now());
    demand.pass(Duration.ofSeconds(2));
    assertThat(log(SQUARE)).isEqualTo(Math.log(demand.expected(SQUARE) + 2.4), within(1e-12));
  }

  @Test
  void movesSmoothlyOnceAMinuteWasCovered() {
    demand.hear(1).pass(Duration.ofMinutes(1)); // the first that is covered
    for (int ride = 0; ride < 20; ride++) {
      request("ride-" + ride);
    }
    demand.pass(Duration.ofSeconds(59));
    assertThat(log(SQUARE)).isEqualTo(Math.log(2.4), within(1e-12));

    demand.pass(Duration.ofSeconds(1));
    assertThat(log(SQUARE)).isEqualTo(Math.log(2.4) + Math.log(1.25) / 2.8, within(0.01));
  }

  @Test
  void requestThatLeavesTheWindowBeforeAMinuteEndsIsNotInIt() {
    demand.hear(0).pass(Duration.ofSeconds(30));
    request("ride-1");
    demand.pass(Duration.ofSeconds(331)); // looked at six minutes, and a second after its window

    assertThat(log(SQUARE)).isEqualTo(Math.log(2.4), within(1e-3));
  }

  @Property(tries = 30)
  void doesNotDependOnWhenItIsLookedAt(@ForAll long seed) {
    var events = new Random(seed);
    var looks = new Random(~seed);
    var often = new BookUnderTest(CityProfiles.NONE).hear(1);
    var rarely = new BookUnderTest(CityProfiles.NONE).hear(1);
    for (int event = 0; event < 150; event++) {
      var pause = Duration.ofMillis(events.nextInt(40_000));
      var next = rarely.now().plus(pause);
      while (looks.nextInt(3) > 0) {
        var part = Duration.between(often.now(), next).multipliedBy(looks.nextInt(100));
        often.pass(part.dividedBy(100)).at(looks.nextInt(3));
      }
      often.pass(Duration.between(often.now(), next));
      rarely.pass(pause);
      long cell = events.nextInt(3);
      var rider = "rider-" + events.nextInt(500);
      var observed = next.minusSeconds(events.nextInt(300)).plusSeconds(events.nextInt(200));
      assertThat(often.look(rider, cell, observed)).isEqualTo(rarely.look(rider, cell, observed));
    }
    for (long cell = 0; cell < 3; cell++) {
      assertThat(often.at(cell)).isEqualTo(rarely.at(cell));
    }
    assertThat(often.calibration()).isEqualTo(rarely.calibration());
  }

  private void request(String ride) {
    demand.book.requested(ride, new Spot(PRODUCT, SQUARE), demand.now(), demand.now());
  }

  private double log(long cell) {
    return demand.at(cell).logDemand();
  }
}
