package dev.faremesh.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class StormCurveTest {
  private final StormCurve curve = new StormCurve();

  @Test
  void halfIsWhereAsManyStormAsRecover() {
    curve.add(Duration.ofMillis(400), 0, 8);
    curve.add(Duration.ofMillis(600), 4, 8);
    curve.add(Duration.ofMillis(900), 8, 8);

    assertThat(curve.lengthOf(0.5)).isBetween(Duration.ofMillis(595), Duration.ofMillis(605));
  }

  @Test
  void allRunsCountAndNotThoseOfTheLastLengthAlone() {
    curve.add(Duration.ofMillis(800), 3, 8);
    curve.add(Duration.ofMillis(850), 4, 5); // by chance: the next two say otherwise
    curve.add(Duration.ofMillis(900), 3, 8);
    curve.add(Duration.ofMillis(1_050), 6, 8);

    assertThat(curve.lengthOf(0.5)).isBetween(Duration.ofMillis(820), Duration.ofMillis(900));
  }

  @Test
  void greaterShareNeedsALongerFault() {
    curve.add(Duration.ofMillis(400), 1, 8);
    curve.add(Duration.ofMillis(600), 4, 8);
    curve.add(Duration.ofMillis(900), 7, 8);

    assertThat(curve.lengthOf(0.8)).isGreaterThan(curve.lengthOf(0.5));
    assertThat(curve.lengthOf(0.2)).isLessThan(curve.lengthOf(0.5));
  }

  @Test
  void lengthIsOneThatWasTriedOrLiesBetween() {
    curve.add(Duration.ofMillis(400), 2, 2);
    curve.add(Duration.ofMillis(200), 1, 2);

    assertThat(curve.lengthOf(0.5)).isBetween(Duration.ofMillis(200), Duration.ofMillis(400));
  }
}
