package dev.faremesh.lab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongToIntFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Chains that storm from a length on, which each seed has for itself. */
final class CalibratingTest {
  private static final List<Long> SIXTEEN = LongStream.rangeClosed(1, 16).boxed().toList();
  private static final Duration FROM = Duration.ofMillis(400);

  @Test
  void findsTheLengthAtWhichHalfOfTheSeedsStorm() throws Exception {
    var trials = new Thresholds(seed -> 600 + 10 * (int) (seed - 1_000)); // 610 to 680 ms

    var found = new Calibrating(trials, 0.5, SIXTEEN).find(FROM);

    assertThat(found)
        .hasValueSatisfying(
            length -> assertThat(length).isBetween(Duration.ofMillis(640), Duration.ofMillis(665)));
  }

  @Test
  void triesOtherSeedsThanThoseThatAreShown() throws Exception {
    var trials = new Thresholds(_ -> 500);

    var _ = new Calibrating(trials, 0.5, SIXTEEN).find(FROM);

    assertThat(trials.tried).isNotEmpty().doesNotContainAnyElementsOf(SIXTEEN);
  }

  @Test
  void makesNoMoreRunsThanItTakesToKnow() throws Exception {
    var trials = new Thresholds(_ -> 300);

    var _ = new Calibrating(trials, 0.5, List.of(1L)).find(FROM);

    // one of two is half: 400 ms storms, then 200 ms does not
    assertThat(trials.tried).hasSize(3);
  }

  @Test
  void saysWhenNoLengthSuffices() throws Exception {
    var trials = new Thresholds(_ -> 64 * 400 + 1);

    assertThat(new Calibrating(trials, 0.5, SIXTEEN).find(FROM)).isEmpty();
  }

  @Test
  void disturbedRunIsNotTakenForOneThatRecovered() {
    Calibrating.Trials trials =
        new Thresholds(_ -> 300) {
          @Override
          public int storms(Duration lasts, List<Long> seeds) throws DisturbedException {
            throw new DisturbedException("too slow");
          }
        };

    assertThatThrownBy(() -> new Calibrating(trials, 0.5, SIXTEEN).find(FROM))
        .isInstanceOf(DisturbedException.class)
        .hasMessage("too slow");
  }

  /** Storms when the fault is as long as the seed's length, in milliseconds. */
  private static class Thresholds implements Calibrating.Trials {
    final List<Long> tried = new ArrayList<>();
    private final LongToIntFunction lengthOf;

    Thresholds(LongToIntFunction lengthOf) {
      this.lengthOf = lengthOf;
    }

    @Override
    public int sideBySide() {
      return 1;
    }

    @Override
    public int storms(Duration lasts, List<Long> seeds) throws DisturbedException {
      tried.addAll(seeds);
      return (int)
          seeds.stream().filter(seed -> lasts.toMillis() >= lengthOf.applyAsInt(seed)).count();
    }
  }
}
