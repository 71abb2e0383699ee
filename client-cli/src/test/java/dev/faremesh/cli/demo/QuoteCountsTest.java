package dev.faremesh.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status.Code;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuoteCountsTest {
  @Test
  void degradedQuotesCountButSayNothingOfSurge() {
    var counts = QuoteCounts.NONE.quoted(1.5, true).quoted(1.0, true).quoted(1.0, false);

    assertThat(counts.total()).isEqualTo(3);
    assertThat(counts.degraded()).isEqualTo(1);
    assertThat(counts.surging()).isEqualTo(1);
    assertThat(counts.mean()).isEqualTo(1.25);
    assertThat(counts.highest()).isEqualTo(1.5);
  }

  @Test
  void failuresAreCountedByStatus() {
    var counts =
        QuoteCounts.NONE.failed(Code.UNAVAILABLE).failed(Code.ABORTED).failed(Code.UNAVAILABLE);

    assertThat(counts.failed()).isEqualTo(Map.of(Code.UNAVAILABLE, 2L, Code.ABORTED, 1L));
    assertThat(counts.total()).isZero();
  }
}
