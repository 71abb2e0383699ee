package dev.faremesh.mesh.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class LatencyTest {
  private final Latency latency = new Latency();

  @Test
  void withoutSamplesThereIsNothingToExpect() {
    assertThat(latency.quantile(0.5)).isZero();
  }

  @Test
  void quantilesAreOffByAtMostABucket() {
    for (int millis = 1; millis <= 100; millis++) {
      latency.record(millis * 1_000_000L);
    }
    assertThat((double) latency.quantile(0.5)).isCloseTo(50e6, Percentage.withPercentage(13));
    assertThat((double) latency.quantile(0.99)).isCloseTo(99e6, Percentage.withPercentage(13));
  }

  @Test
  void itFollowsChange() {
    for (int i = 0; i < 2000; i++) {
      latency.record(1_000_000);
    }
    for (int i = 0; i < 4000; i++) {
      latency.record(80_000_000);
    }
    assertThat((double) latency.quantile(0.5)).isCloseTo(80e6, within(10e6));
  }

  @Test
  void theSmallestAndTheLargestHaveAPlace() {
    latency.record(0);
    assertThat(latency.quantile(1)).isEqualTo(1);
    latency.record(Long.MAX_VALUE);
    assertThat(latency.quantile(1)).isEqualTo(Long.MAX_VALUE);
  }
}
