package dev.faremesh.evaluation.simulate.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TasteTest {
  private static final Town TOWN = new Town(6);

  private final List<Want> wants =
      IntStream.range(0, 20_000)
          .mapToObj(rider ->
              new Taste(TOWN.evenly(1), FareRates.standard()).draw(0, 0, 0, new Dice(3).of(rider)))
          .toList();

  private double share(Predicate<Want> of) {
    return wants.stream().filter(of).count() / (double) wants.size();
  }

  @Test
  void ridersAnswerPricesWithTheStatedElasticity() {
    assertThat(share(want -> want.multiple() >= 1.25)).isCloseTo(0.885, within(0.01));
    assertThat(share(want -> want.multiple() >= 2)).isCloseTo(0.683, within(0.01));
    assertThat(share(want -> want.multiple() >= 3)).isCloseTo(0.546, within(0.01));
    assertThat(share(want -> want.multiple() > 3.3)).isZero();
  }

  /** 1.58 dollars of surplus for each dollar paid: what Cohen et al. (2016) found is 1.60. */
  @Test
  void surplusWithoutSurgeIsThatOfTheLiterature() {
    assertThat(wants.stream().mapToDouble(want -> want.multiple() - 1).average().orElseThrow())
        .isCloseTo(1.58, within(0.02));
  }

  @Test
  void ridersPutUpWithThreeMinutesAndEverFewerWithMore() {
    assertThat(share(want -> want.tolerance() >= 180)).isEqualTo(1);
    assertThat(share(want -> want.tolerance() >= 60 * 13)).isCloseTo(0.549, within(0.01));
  }

  @Test
  void ridersWaitThreeMinutesOnAverageForADriverToBeFound() {
    assertThat(wants.stream().mapToInt(Want::patience).average().orElseThrow())
        .isCloseTo(180, within(4.0));
    assertThat(share(want -> want.patience() >= 30)).isEqualTo(1);
  }

  @Test
  void fareFollowsTheWay() {
    assertThat(FareRates.standard().dollars(7))
        .isCloseTo(2.20 + 7 * 1.307 + 20 * 0.311, within(1e-9));
    assertThat(wants).allMatch(want -> want.roadKm() >= 0.5);
  }
}
