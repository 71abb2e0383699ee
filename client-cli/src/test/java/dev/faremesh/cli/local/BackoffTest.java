package dev.faremesh.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final Duration SHORT_LIFE = Duration.ofSeconds(3);

  @Test
  void waitDoublesUpToTenSeconds() {
    var backoff = new Backoff();

    assertThat(IntStream.range(0, 6).mapToObj(n -> backoff.after(SHORT_LIFE).toSeconds()))
        .containsExactly(1L, 2L, 4L, 8L, 10L, 10L);
  }

  @Test
  void longLifeStartsOver() {
    var backoff = new Backoff();
    backoff.after(SHORT_LIFE);
    backoff.after(SHORT_LIFE);

    assertThat(backoff.after(Duration.ofMinutes(2))).hasSeconds(1);
    assertThat(backoff.after(SHORT_LIFE)).hasSeconds(2);
  }
}
