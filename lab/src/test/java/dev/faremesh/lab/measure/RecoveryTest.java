package dev.faremesh.lab.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.lab.measure.Recovery.Step;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RecoveryTest {
  @Test
  void firstGoodCallAndTheTimeFromWhichAllAreGood() {
    // bad until 0.3 s, then good: a second that begins at 0.3 s has none of the bad ones left
    var recovery = Recovery.of(steps(3, 0, 30, 10));

    assertThat(recovery.firstSeconds()).isEqualTo(0.4);
    assertThat(recovery.steadySeconds()).isEqualTo(1.3);
  }

  @Test
  void relapseStartsTheCountAnew() {
    var steps = new ArrayList<>(steps(0, 0, 30, 10));
    steps.set(11, new Step(1.2, 10, 0));

    assertThat(Recovery.of(steps).firstSeconds()).isEqualTo(0.1);
    assertThat(Recovery.of(steps).steadySeconds()).isEqualTo(2.2);
  }

  @Test
  void oneOfAHundredMayFail() {
    var steps = new ArrayList<>(steps(0, 0, 20, 10));
    steps.set(11, new Step(1.2, 10, 9));

    assertThat(Recovery.of(steps).steadySeconds()).isEqualTo(0.1);
  }

  @Test
  void whatIsBadAtTheEndNeverRecovered() {
    assertThat(Recovery.of(steps(30, 0, 0, 10)).firstSeconds()).isInfinite();
    assertThat(Recovery.of(steps(30, 0, 0, 10)).steadySeconds()).isInfinite();
    assertThat(Recovery.of(List.of()).steadySeconds()).isInfinite();
  }

  private static List<Step> steps(int bad, int goodOfBad, int good, int calls) {
    var steps = new ArrayList<Step>();
    for (int i = 0; i < bad + good; i++) {
      steps.add(new Step((i + 1) / 10.0, calls, i < bad ? goodOfBad : calls));
    }
    return steps;
  }
}
