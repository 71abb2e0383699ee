package dev.faremesh.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import com.google.type.Money;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WordingTest {

  @ParameterizedTest
  @CsvSource({
    "USD, 62, 450000000, 62.45",
    "USD, 7, 0, 7.00",
    "USD, 0, 50000000, 0.05",
    "USD, -3, -250000000, -3.25",
    "USD, 1, 5000000, 1.005",
    "JPY, 1200, 0, 1200",
    "KWD, 3, 125000000, 3.125",
    "ZZZ, 11, 500000000, 11.50"
  })
  void amountHasTheDigitsOfItsCurrency(String currency, long units, int nanos, String text) {
    var money =
        Money.newBuilder().setCurrencyCode(currency).setUnits(units).setNanos(nanos).build();

    assertThat(Wording.amount(money)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 s",
    "59, 59 s",
    "60, 1 min",
    "2285, 38 min 5 s",
    "3600, 1 h",
    "3659, 1 h",
    "7384, 2 h 3 min"
  })
  void durationIsInTheUnitsThatMatter(long seconds, String text) {
    assertThat(Wording.duration(Durations.fromSeconds(seconds))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"1357002000123, 2013-01-01T01:00:00Z", "0, 1970-01-01T00:00:00Z"})
  void timeIsToTheSecond(long millis, String text) {
    assertThat(Wording.time(Timestamps.fromMillis(millis))).isEqualTo(text);
  }
}
