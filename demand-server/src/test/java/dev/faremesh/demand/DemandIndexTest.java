package dev.faremesh.demand;

import static dev.faremesh.demand.HexPlane.cell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Kappa is 3 and rho 0.8, so an empty market is at ln 2.4. */
final class DemandIndexTest {
  static final DemandBalance BALANCE =
      new DemandBalance(
          Duration.ofMinutes(5), List.of(1.0, 0.5, 0.2), 0.8, 3, 1.4, 0.5, 0.3, 1.25, 0.86);

  private static final Offset<Double> EXACTLY = within(1e-12);
  private static final long HOME = cell(0, 0);

  private final DemandIndex index = new DemandIndex(BALANCE, HexPlane::rings);

  @Test
  void emptyMarketIsAtTheLogarithmOfKappaTimesRho() {
    index.tick(new CellNumbers());

    assertThat(index.at(HOME)).isEqualTo(Math.log(2.4), EXACTLY);
    assertThat(index.cellsKept()).isZero();
  }

  @Test
  void ridersCountWithTheWeightOfTheirRing() {
    index.follow(numbers(HOME, 8));

    assertThat(index.at(HOME)).isEqualTo(Math.log(8 + 2.4), EXACTLY);
    assertThat(index.at(cell(1, 0))).isEqualTo(Math.log(4 + 2.4), EXACTLY);
    assertThat(index.at(cell(1, 1))).isEqualTo(Math.log(1.6 + 2.4), EXACTLY);
    assertThat(index.at(cell(3, 0))).isEqualTo(Math.log(2.4), EXACTLY);
  }

  @Test
  void smallRiseTakesHalfOfTheWayAndSmallFallLess() {
    index.follow(numbers(HOME, 8));
    index.tick(numbers(HOME, 9));
    assertThat(index.at(HOME)).isEqualTo((Math.log(10.4) + Math.log(11.4)) / 2, EXACTLY);

    var before = index.at(HOME);
    index.tick(numbers(HOME, 8));
    assertThat(index.at(HOME)).isEqualTo(before + 0.3 * (Math.log(10.4) - before), EXACTLY);
  }

  @Test
  void greatStepIsHalfOfWhatTheMultiplierMayMove() {
    index.follow(numbers(HOME, 8));
    index.tick(numbers(HOME, 1e9));
    assertThat(index.at(HOME)).isEqualTo(Math.log(10.4) + Math.log(1.25) / 2.8, EXACTLY);

    index.follow(numbers(HOME, 8));
    index.tick(new CellNumbers());
    assertThat(index.at(HOME)).isEqualTo(Math.log(10.4) + Math.log(0.86) / 2.8, EXACTLY);
  }

  @Test
  void cellsThatAreAtRestAreForgottenAndTheOthersAreNot() {
    var many = new CellNumbers();
    for (int q = 0; q < 100; q++) {
      many.add(cell(q, 0), 40);
    }
    index.follow(many);
    assertThat(index.cellsKept()).isGreaterThan(500);

    for (int minute = 0; minute < 200; minute++) {
      index.tick(numbers(HOME, 8));
    }
    assertThat(index.cellsKept()).isEqualTo(19);
    assertThat(index.at(HOME)).isEqualTo(Math.log(10.4), within(1e-9));
    assertThat(index.at(cell(50, 0))).isEqualTo(Math.log(2.4), EXACTLY);
  }

  @Test
  void bentGridHasFewerNeighbours() {
    var bent =
        new DemandIndex(
            BALANCE, (cell, _) -> List.of(new long[] {cell}, new long[] {12, 13}, new long[0]));
    bent.follow(numbers(11, 8));

    assertThat(bent.at(11)).isEqualTo(Math.log(10.4), EXACTLY);
    assertThat(bent.at(13)).isEqualTo(Math.log(6.4), EXACTLY);
  }

  @Test
  void numbersThatAreNoneAreRefused() {
    for (double wrong : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> numbers(HOME, wrong))
          .withMessageContaining("(expected: finite, >= 0)");
    }
  }

  static CellNumbers numbers(long cell, double number) {
    var numbers = new CellNumbers();
    numbers.add(cell, number);
    return numbers;
  }
}
