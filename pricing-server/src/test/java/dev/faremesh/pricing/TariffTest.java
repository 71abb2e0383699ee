package dev.faremesh.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TariffTest {
  private static final Currency DOLLAR = Currency.getInstance("USD");

  @ParameterizedTest
  @CsvSource({
    "-1, 0, 0, 0, base: -1",
    "0, -2, 0, 0, perKilometre: -2",
    "0, 0, 1000000001, 0, perMinute: 1000000001",
    "0, 0, 0, -4, minimumFare: -4"
  })
  void whatIsOutOfRangeIsRefused(
      long base, long perKilometre, long perMinute, long minimumFare, String said) {
    assertThatThrownBy(() -> new Tariff(DOLLAR, base, perKilometre, perMinute, minimumFare))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(said + " (expected: 0 to 1000000000)");
  }

  @Test
  void unknownProductSaysWhichThereAre() {
    var tariffs = Tariffs.builtIn();

    assertThat(tariffs.of("limo")).isEmpty();
    assertThat(tariffs.unknown("limo"))
        .hasMessage("product: limo (expected: one of standard, xl)")
        .extracting(UnknownProduct::product)
        .isEqualTo("limo");
  }

  @Test
  void currencyThatNobodyPaysWithIsRefused() {
    assertThatThrownBy(() -> new Money(Currency.getInstance("XAU"), 7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("currency: XAU (expected: one that people pay with)");
  }

  @Test
  void multiplierThatNoContractKnowsIsRefused() {
    assertThatThrownBy(() -> new Multiplier(49))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("multiplier: 49 hundredths (expected: 50 to 1000)");
    assertThatThrownBy(() -> new Multiplier(1005)).isInstanceOf(IllegalArgumentException.class);
  }
}
