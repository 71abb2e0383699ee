package dev.faremesh.mesh.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrittenDurationTest {
  @ParameterizedTest
  @CsvSource({
    "PT0.25S, 250ms",
    "PT2S, 2s",
    "PT1.5S, 1500ms",
    "PT1M, 60s",
    "PT1M30S, 90s",
    "PT20M, 20m",
    "PT0S, 0s",
    "PT0.0005S, 0.0005s"
  })
  void whatIsWrittenReadsTheSame(Duration duration, String text) {
    assertThat(WrittenDuration.of(duration)).isEqualTo(text);
    assertThat(WrittenDuration.parse(text)).isEqualTo(duration);
  }

  @Test
  void whatIsNoDurationIsNone() {
    for (String wrong : new String[] {"", "5", "5x", "1..5s", "s"}) {
      assertThatThrownBy(() -> WrittenDuration.parse(wrong)).isInstanceOf(DateTimeException.class);
    }
    assertThatThrownBy(() -> WrittenDuration.parse("xms"))
        .isInstanceOf(NumberFormatException.class);
  }
}
