package dev.faremesh.demand.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ExpectedTest {
  @Test
  void cumulativeIsThatOfTheNegativeBinomial() {
    var expected = new Expected(4, 2); // P(n) = (n + 1) (1/3)^2 (2/3)^n

    assertThat(expected.cumulative(-1)).isEqualTo(0);
    assertThat(expected.cumulative(0)).isCloseTo(1.0 / 9, within(1e-12));
    assertThat(expected.cumulative(2)).isCloseTo(1.0 / 9 + 4.0 / 27 + 4.0 / 27, within(1e-12));
    assertThat(expected.variance()).isEqualTo(12);
  }

  @Test
  void greatShapeIsPoisson() {
    assertThat(new Expected(3, 1e9).cumulative(0)).isCloseTo(Math.exp(-3), within(1e-7));
  }

  @Test
  void meanOfThousandsDoesNotUnderflow() {
    var expected = new Expected(20_000, 30);

    assertThat(expected.quantile(0.5)).isBetween(19_000, 20_000);
    assertThat(expected.cumulative(200_000)).isCloseTo(1, within(1e-9));
  }

  @Test
  void nothingExpectedIsNothing() {
    assertThat(new Expected(0, 5).quantile(0.99)).isEqualTo(0);
    assertThat(new Expected(0, 5).cumulative(0)).isEqualTo(1);
  }

  @Test
  void placeSpreadsAWholeNumberOverItsChance() {
    var expected = new Expected(4, 2);

    assertThat(expected.place(1, 0)).isCloseTo(expected.cumulative(0), within(1e-12));
    assertThat(expected.place(1, 1)).isCloseTo(expected.cumulative(1), within(1e-12));
  }

  @Property(tries = 200)
  void quantileIsTheLeastNumberThatIsEnough(
      @ForAll @DoubleRange(min = 0, max = 900) double mean,
      @ForAll @DoubleRange(min = 0.01, max = 1000) double shape,
      @ForAll @DoubleRange(min = 0.01, max = 0.99) double p) {
    var expected = new Expected(mean, shape);
    int quantile = expected.quantile(p);

    assertThat(expected.cumulative(quantile)).isGreaterThanOrEqualTo(p - 1e-9);
    assertThat(expected.cumulative(quantile - 1)).isLessThan(p + 1e-9);
  }

  @Property(tries = 200)
  void cumulativeNeverFalls(
      @ForAll @DoubleRange(min = 0, max = 300) double mean,
      @ForAll @DoubleRange(min = 0.01, max = 1000) double shape,
      @ForAll @IntRange(max = 400) int sessions) {
    var expected = new Expected(mean, shape);

    assertThat(expected.cumulative(sessions)).isBetween(expected.cumulative(sessions - 1), 1.0);
  }

  @Test
  void whatIsNoExpectationIsRejected() {
    assertThatThrownBy(() -> new Expected(Double.NaN, 1)).hasMessage("mean: NaN (expected: >= 0)");
    assertThatThrownBy(() -> new Expected(1, 0)).hasMessage("shape: 0.0 (expected: > 0)");
    assertThatThrownBy(() -> new Expected(1, 1).quantile(1))
        .hasMessage("p: 1.0 (expected: above 0 and below 1)");
  }
}
