package dev.faremesh.pricing.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.pricing.Money;
import java.util.Currency;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RepliesTest {
  @ParameterizedTest
  @CsvSource({
    "USD, 16685, 166, 850000000",
    "USD, 5, 0, 50000000",
    "USD, -1234, -12, -340000000",
    "USD, -7, 0, -70000000",
    "JPY, 980, 980, 0",
    "BHD, 12345, 12, 345000000",
    "USD, 9223372036854775807, 92233720368547758, 70000000"
  })
  void moneyIsExactAndItsPartsHaveOneSign(String currency, long minor, long units, int nanos) {
    var money = Replies.money(new Money(Currency.getInstance(currency), minor));

    assertThat(money.getCurrencyCode()).isEqualTo(currency);
    assertThat(money.getUnits()).isEqualTo(units);
    assertThat(money.getNanos()).isEqualTo(nanos);
  }
}
