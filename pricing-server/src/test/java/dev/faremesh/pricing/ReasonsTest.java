package dev.faremesh.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import dev.faremesh.pricing.Reason.Kind;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class ReasonsTest {
  private static final Pickup PICKUP = Pickup.at(Places.NYC_STANDARD, Places.TIMES_SQUARE);
  private static final Cell OWN = PICKUP.cells().getFirst();

  @Property(tries = 400)
  void factorsMultiplyToTheMultiplier(
      @ForAll("position") Position position,
      @ForAll("counts") double[] drivers,
      @ForAll("counts") double[] riders,
      @ForAll("limits") SurgeLimits limits) {
    var surge = Town.STANDARD.price(position, limits, Town.STANDARD.signals(drivers, riders));

    assertThat(product(surge)).isCloseTo(surge.multiplier().value(), within(1e-11));
  }

  @Property(tries = 400)
  void factorsMultiplyToTheMultiplierWhenItHoldsAndDecays(
      @ForAll @DoubleRange(min = 1, max = 3) double good,
      @ForAll @IntRange(min = 0, max = 1500) int seconds) {
    var feeds = new Feeds();
    var _ = feeds.goodAt(Duration.ZERO, good);

    var surge = feeds.lostAt(Duration.ofSeconds(seconds));

    assertThat(product(surge)).isCloseTo(surge.multiplier().value(), within(1e-11));
  }

  @Test
  void scarceDriversAreToldInNumbersThatMakeTheFactor() {
    var surge = price(SurgeLimits.NONE, Math.log(9.1), Math.log(15.3));

    assertThat(surge.reasons())
        .extracting(Reason::kind)
        .containsExactly(Kind.DEMAND, Kind.ROUNDING);
    assertThat(surge.reasons().getFirst().text())
        .isEqualTo(
            "drivers are scarce: 6.1 are to spare around the pickup;"
                + " 12.3 riders are expected within 5 min and need 12.3");
    assertThat(surge.reasons().getFirst().factor()).isCloseTo((12.3 + 3) / (6.1 + 3), offset(0.01));
  }

  @Test
  void withoutADriverToSpareSupplyIsTheReason() {
    var surge = price(SurgeLimits.NONE, Math.log(3), Math.log(4.2));

    assertThat(surge.multiplier()).isEqualTo(new Multiplier(140));
    assertThat(surge.reasons().getFirst())
        .extracting(Reason::kind, Reason::text)
        .containsExactly(
            Kind.SUPPLY,
            "drivers are scarce: 0.0 are to spare around the pickup;"
                + " 1.2 riders are expected within 5 min and need 1.2");
  }

  @Test
  void enoughDriversAndTheFloorMakeOne() {
    var surge = price(SurgeLimits.NONE, Math.log(23), Math.log(6.4));

    assertThat(surge.reasons()).extracting(Reason::kind).containsExactly(Kind.SUPPLY, Kind.FLOOR);
    assertThat(surge.reasons().getFirst().text()).startsWith("drivers are enough: 20.0 are");
    assertThat(surge.reasons().getFirst().factor()).isLessThan(1);
    assertThat(surge.reasons().getLast().text()).isEqualTo("at least 1.00");
  }

  @Test
  void scarcerNeighboursAreToldApart() {
    var logs = new HashMap<Cell, CellCount>();
    PICKUP.cells().forEach(cell -> logs.put(cell, new CellCount(4, cell.equals(OWN) ? 2.3 : 3)));
    var signals = new SignalPair(Signals.live(PICKUP.cells(), 4, 2.3), Signals.live(logs));

    var surge = policy().price(PICKUP, SurgeLimits.NONE, signals);

    assertThat(surge.reasons().get(1))
        .extracting(Reason::kind, Reason::text)
        .containsExactly(Kind.NEIGHBOURS, "drivers are scarcer next to the pickup");
    assertThat(surge.reasons().get(1).factor()).isGreaterThan(1);
  }

  @Test
  void capSaysWhoseItIs() {
    var cap = new Multiplier(150);
    var surge = price(new SurgeLimits(Multiplier.NONE, cap, "the regulator", false), 2.3, 9);

    assertThat(surge.reasons())
        .extracting(Reason::kind)
        .containsExactly(Kind.DEMAND, Kind.CAP, Kind.CAP);
    assertThat(surge.reasons().get(1).text()).isEqualTo("at most 3.00: for any ride");
    assertThat(surge.reasons().get(2).text()).isEqualTo("at most 1.50: the regulator");
    assertThat(surge.reasons().get(2).factor()).isCloseTo(0.5, offset(1e-9));
  }

  @Test
  void surgeThatIsSwitchedOffSaysSo() {
    var off = new SurgeLimits(Multiplier.NONE, new Multiplier(200), "the product", true);

    var surge = price(off, 2.3, 2.7);

    assertThat(surge.multiplier()).isEqualTo(Multiplier.NONE);
    assertThat(surge.reasons().getLast())
        .extracting(Reason::kind, Reason::text)
        .containsExactly(Kind.KILL_SWITCH, "surge is switched off");
  }

  @Test
  void holdAndDecaySayWhyAndHowOld() {
    var feeds = new Feeds();
    var _ = feeds.goodAt(Duration.ZERO, 3);
    var later = Duration.ofSeconds(905);

    var surge = feeds.at(later, feeds.drivers(later), Feeds.missing());

    assertThat(surge.reasons())
        .extracting(Reason::kind)
        .containsExactly(Kind.HOLD, Kind.CAP, Kind.DECAY, Kind.ROUNDING);
    assertThat(surge.reasons())
        .extracting(Reason::text)
        .startsWith(
            "the number of riders is not known (UNAVAILABLE):"
                + " the multiplier that was good 15 min 5 s ago holds, or less",
            "at most 2.00: while this is so",
            "for more than 5 min: half of the surge goes every 10 min");
  }

  @Test
  void baseSaysWhatIsNotKnown() {
    var feeds = new Feeds();
    var thin = feeds.thin(Duration.ZERO, 2.3);

    assertThat(feeds.at(Duration.ZERO, thin, Feeds.missing()).reasons())
        .isEqualTo(
            List.of(
                new Reason(
                    Kind.BASE,
                    1,
                    "the number of drivers is known in part only (COVERAGE) and the number of"
                        + " riders is not known (UNAVAILABLE), and nothing good is remembered of"
                        + " this place: no surge")));
  }

  @Test
  void cellsAreRecordedWithWhatTheyPutIn() {
    var inputs = price(SurgeLimits.NONE, 2.3, 2.7).cells();

    assertThat(inputs).extracting(CellInput::cell).isEqualTo(PICKUP.cells());
    assertThat(inputs)
        .allSatisfy(input -> {
          assertThat(input.logSupply()).hasValue(2.3);
          assertThat(input.logDemand()).hasValue(2.7);
          assertThat(input.logMultiplier()).isEqualTo(Indices.BALANCE.logMultiplier(2.3, 2.7));
        });
  }

  @Test
  void whatIsNotLiveIsNotRecorded() {
    var feeds = new Feeds();
    var _ = feeds.goodAt(Duration.ZERO, 1.8);
    var later = Duration.ofMinutes(2);
    var old = feeds.old(Duration.ZERO, later, 3.1);

    var inputs = feeds.at(later, feeds.drivers(later), old).cells();

    assertThat(inputs)
        .allSatisfy(input -> {
          assertThat(input.logSupply()).hasValue(Feeds.LOG_SUPPLY);
          assertThat(input.logDemand()).isEmpty();
          assertThat(input.logMultiplier()).isCloseTo(Math.log(1.8), offset(1e-9));
        });
  }

  private static SurgePolicy policy() {
    return new SurgePolicy(Indices.BALANCE, Signals.FRESH::asOf);
  }

  private static Surge price(SurgeLimits limits, double logSupply, double logDemand) {
    var signals =
        new SignalPair(
            Signals.live(PICKUP.cells(), 4, logSupply), Signals.live(PICKUP.cells(), 4, logDemand));
    return policy().price(PICKUP, limits, signals);
  }

  private static double product(Surge surge) {
    return surge.reasons().stream().mapToDouble(Reason::factor).reduce(1, (a, b) -> a * b);
  }

  @Provide
  Arbitrary<Position> position() {
    return Town.anyPosition();
  }

  @Provide
  Arbitrary<double[]> counts() {
    return Town.anyCounts();
  }

  @Provide
  Arbitrary<SurgeLimits> limits() {
    var hundredths = Arbitraries.integers().between(50, 1000);
    return Combinators.combine(hundredths, hundredths, Arbitraries.of(true, false, false, false))
        .as((one, other, off) ->
            new SurgeLimits(
                new Multiplier(Math.min(one, other)),
                new Multiplier(Math.max(one, other)),
                "the regulator",
                off));
  }
}
