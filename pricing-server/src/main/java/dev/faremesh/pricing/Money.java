package dev.faremesh.pricing;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * An exact amount.
 *
 * @param currency one that has minor units, or none at all, such as the yen
 * @param minor in the currency's smallest unit, such as cents
 */
public record Money(Currency currency, long minor) {
  public Money {
    if (currency.getDefaultFractionDigits() < 0) {
      throw new IllegalArgumentException(
          "currency: %s (expected: one that people pay with)".formatted(currency));
    }
  }

  @Override
  public String toString() {
    return currency + " " + BigDecimal.valueOf(minor, currency.getDefaultFractionDigits());
  }
}
