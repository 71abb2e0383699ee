package dev.faremesh.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SurgeLimitsTest {
  @ParameterizedTest(name = "{0} within {1} and {2}: {3}")
  @CsvSource({
    "1.62, 100, 1000, 160",
    "1.63, 100, 1000, 165",
    "1.624999, 100, 1000, 160",
    "1.625, 100, 1000, 165",
    "1.60, 100, 123, 123", // to the cap itself, which is no step
    "1.24, 100, 124, 124", // not up to 1.25
    "1.00, 113, 1000, 115",
    "1.00, 112, 1000, 112", // not down to 1.10
    "1.00, 112, 114, 112",
    "0.30, 50, 1000, 50"
  })
  void multiplierIsAStepWithinFloorAndCap(double exact, int floor, int cap, int charged) {
    assertThat(limits(floor, cap).apply(Math.log(exact))).isEqualTo(new Multiplier(charged));
  }

  @Test
  void switchedOffIsOneWhateverTheLimitsSay() {
    var off = new SurgeLimits(new Multiplier(120), new Multiplier(200), "the product", true);

    assertThat(off.apply(Math.log(1.7))).isEqualTo(Multiplier.NONE);
  }

  @Property(tries = 500)
  @Label("P11: rounding what is rounded changes nothing")
  void roundingTwiceIsRoundingOnce(
      @ForAll @DoubleRange(min = 0.1, max = 20) double exact,
      @ForAll @IntRange(min = 50, max = 1000) int one,
      @ForAll @IntRange(min = 50, max = 1000) int other) {
    var limits = limits(Math.min(one, other), Math.max(one, other));
    var once = limits.apply(Math.log(exact));

    assertThat(limits.apply(Math.log(once.value()))).isEqualTo(once);
    assertThat(once.hundredths()).isBetween(Math.min(one, other), Math.max(one, other));
  }

  @Property(tries = 200)
  @Label("P20: a cap that is cut caps the next price, and no quote that was made")
  void cutCapCapsTheNextPrice(
      @ForAll @DoubleRange(min = 1, max = 3) double multiplier,
      @ForAll @IntRange(min = 20, max = 60) int twentieths) {
    var policy = new SurgePolicy(Indices.BALANCE, Signals.FRESH::asOf);
    var pickup = Pickup.at(Places.NYC_STANDARD, Places.TIMES_SQUARE);
    var signals =
        new SignalPair(
            Signals.live(pickup.cells(), 4, 2.3),
            Signals.live(pickup.cells(), 4, Indices.logDemandFor(multiplier, 2.3)));
    var before = policy.price(pickup, SurgeLimits.NONE, signals);
    int charged = before.multiplier().hundredths();
    int cap = 5 * twentieths;

    var after = policy.price(pickup, limits(100, cap), signals);

    assertThat(after.multiplier().hundredths()).isEqualTo(Math.min(charged, cap));
    assertThat(before.multiplier().hundredths()).isEqualTo(charged);
  }

  @Test
  void capBelowTheFloorIsRefused() {
    assertThatThrownBy(() -> limits(120, 119))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cap: 1.19 (expected: >= 1.2, the floor)");
  }

  private static SurgeLimits limits(int floor, int cap) {
    return new SurgeLimits(new Multiplier(floor), new Multiplier(cap), "the regulator", false);
  }
}
