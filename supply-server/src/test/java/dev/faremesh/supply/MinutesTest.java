package dev.faremesh.supply;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MinutesTest {
  private static final Instant START = Instant.parse("2026-03-04T18:00:20Z");

  private final Minutes minutes = new Minutes();
  private final List<Instant> told = new ArrayList<>();

  @Test
  void eachMinuteIsToldOnceAtItsEnd() {
    passTo(START);
    passTo(START.plusSeconds(39));
    assertThat(told).isEmpty();

    passTo(START.plusSeconds(40));
    passTo(START.plusSeconds(50));
    passTo(START.plusSeconds(170));
    assertThat(told)
        .containsExactly(
            Instant.parse("2026-03-04T18:01:00Z"),
            Instant.parse("2026-03-04T18:02:00Z"),
            Instant.parse("2026-03-04T18:03:00Z"));
  }

  @Test
  void timeThatJumpsBackTellsNothingTwice() {
    passTo(START);
    passTo(START.plusSeconds(60));
    passTo(START.minusSeconds(3600));
    passTo(START.plusSeconds(61));

    assertThat(told).hasSize(1);
  }

  @Test
  void ofAYearOnlyTheLastMinutesAreTold() {
    passTo(START);
    passTo(START.plus(Duration.ofDays(365)));

    assertThat(told).hasSize(Minutes.MOST);
    assertThat(told.getLast()).isEqualTo(Instant.parse("2027-03-04T18:00:00Z"));
  }

  @Test
  void anotherEraBeginsAnew() {
    passTo(START);
    minutes.clear();
    passTo(START.minus(Duration.ofDays(365)));
    passTo(START.minus(Duration.ofDays(365)).plusSeconds(60));

    assertThat(told).containsExactly(Instant.parse("2025-03-04T18:01:00Z"));
  }

  private void passTo(Instant now) {
    minutes.passTo(now, told::add);
  }
}
