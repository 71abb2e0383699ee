package dev.faremesh.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faremesh.pricing.Signal.Missing;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** What counts do to multipliers, through what their owners make of them. */
final class ScarcityPropertiesTest {
  private static final double ULPS = 1e-12;

  @Property(tries = 300)
  @Label("P1: more riders anywhere never lower a price")
  void moreRidersNeverLowerAPrice(
      @ForAll("position") Position position,
      @ForAll("counts") double[] drivers,
      @ForAll("counts") double[] riders,
      @ForAll("cell") int cell,
      @ForAll("count") double more) {
    var before = Town.STANDARD.price(position, drivers, riders);
    var after = Town.STANDARD.price(position, drivers, withMore(riders, cell, more));

    assertThat(Town.exact(after)).isGreaterThanOrEqualTo(Town.exact(before) * (1 - ULPS));
    assertThat(after.multiplier().hundredths())
        .isGreaterThanOrEqualTo(before.multiplier().hundredths());
  }

  @Property(tries = 300)
  @Label("P2: more drivers anywhere never raise a price")
  void moreDriversNeverRaiseAPrice(
      @ForAll("position") Position position,
      @ForAll("counts") double[] drivers,
      @ForAll("counts") double[] riders,
      @ForAll("cell") int cell,
      @ForAll("count") double more) {
    var before = Town.STANDARD.price(position, drivers, riders);
    var after = Town.STANDARD.price(position, withMore(drivers, cell, more), riders);

    assertThat(Town.exact(after)).isLessThanOrEqualTo(Town.exact(before) * (1 + ULPS));
    assertThat(after.multiplier().hundredths())
        .isLessThanOrEqualTo(before.multiplier().hundredths());
  }

  @Property(tries = 300)
  @Label("P3: a multiplier is a number within 1 and the cap, whatever is known")
  void multiplierIsANumberWithinOneAndTheCap(
      @ForAll("position") Position position,
      @ForAll("counts") double[] drivers,
      @ForAll("counts") double[] riders,
      @ForAll boolean supplyKnown,
      @ForAll boolean demandKnown,
      @ForAll @IntRange(min = 20, max = 60) int twentieths) {
    var signals = Town.STANDARD.signals(drivers, riders);
    var known =
        new SignalPair(
            supplyKnown ? signals.supply() : new Missing<>("UNAVAILABLE"),
            demandKnown ? signals.demand() : new Missing<>("UNAVAILABLE"));
    var cap = new Multiplier(5 * twentieths);
    var limits = new SurgeLimits(Multiplier.NONE, cap, "the regulator", false);

    var surge = Town.STANDARD.price(position, limits, known);

    assertThat(surge.multiplier().hundredths()).isBetween(100, cap.hundredths());
    assertThat(surge.cells())
        .extracting(CellInput::logMultiplier)
        .allSatisfy(log -> assertThat(log).isBetween(0.0, Math.log(3)));
    if (!supplyKnown || !demandKnown) {
      assertThat(surge.multiplier()).isEqualTo(Multiplier.NONE);
    }
  }

  @Property(tries = 50)
  @Label("P4: nobody anywhere is no surge")
  void nobodyAnywhereIsNoSurge(@ForAll("position") Position position) {
    var nobody = new double[Town.CELLS.size()];

    var surge = Town.STANDARD.price(position, nobody, nobody);
    assertThat(surge.multiplier()).isEqualTo(Multiplier.NONE);
    assertThat(surge.reasons().getFirst().factor()).isCloseTo(1, within(ULPS)); // no floor needed
  }

  @Property(tries = 200)
  @Label("P5: without damping and reserve, a larger town of the same kind has the same prices")
  void scaleAloneChangesNoPrice(
      @ForAll("position") Position position,
      @ForAll("few") double[] drivers,
      @ForAll("few") double[] riders,
      @ForAll @DoubleRange(min = 0.1, max = 1000) double times) {
    var numbers = Indices.BALANCE;
    var plain = new Town(new Balance(numbers.horizon(), numbers.rho(), 0, numbers.theta(), 3), 0);

    assertThat(plain.exact(position, timed(drivers, times), timed(riders, times)))
        .isCloseTo(plain.exact(position, drivers, riders), within(1e-9));
  }

  @Property(tries = 300)
  @Label("P10: where one rider is less than a step, one more or less moves a price by one at most")
  void oneRiderMoreOrLessMovesAPriceByAStepAtMost(
      @ForAll("position") Position position,
      @ForAll("few") double[] drivers,
      @ForAll("busy") double[] riders,
      @ForAll("cell") int cell,
      @ForAll @DoubleRange(min = 0, max = 1) double less) {
    int more = Town.STANDARD.price(position, drivers, riders).multiplier().hundredths();
    int fewer =
        Town.STANDARD
            .price(position, drivers, withMore(riders, cell, -less))
            .multiplier()
            .hundredths();

    assertThat(more - fewer).isBetween(0, 5);
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
  Arbitrary<Double> count() {
    return Town.anyCount();
  }

  @Provide
  Arbitrary<Integer> cell() {
    return Town.anyCell();
  }

  @Provide
  Arbitrary<double[]> few() {
    return countsWithin(1, 20);
  }

  /** Pools of 6.4 times as many: at a multiplier of 3, one of 84 is a step. */
  @Provide
  Arbitrary<double[]> busy() {
    return countsWithin(14, 40);
  }

  private static Arbitrary<double[]> countsWithin(double least, double most) {
    return Arbitraries.doubles()
        .between(least, most)
        .array(double[].class)
        .ofSize(Town.CELLS.size());
  }

  private static double[] withMore(double[] counts, int cell, double more) {
    var changed = counts.clone();
    changed[cell] = Math.min(changed[cell] + more, 1e9);
    return changed;
  }

  private static double[] timed(double[] counts, double times) {
    var changed = counts.clone();
    for (int i = 0; i < changed.length; i++) {
      changed[i] *= times;
    }
    return changed;
  }
}
