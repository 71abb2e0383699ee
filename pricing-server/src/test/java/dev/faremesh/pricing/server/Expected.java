package dev.faremesh.pricing.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.type.Money;
import dev.faremesh.pricing.v1.FareLine;
import dev.faremesh.pricing.v1.FareLineKind;
import dev.faremesh.pricing.v1.Input;
import dev.faremesh.pricing.v1.InputSource;
import dev.faremesh.pricing.v1.InputState;
import dev.faremesh.pricing.v1.PricingMode;
import dev.faremesh.pricing.v1.Quote;
import dev.faremesh.type.v1.Freshness;

/** What tests expect to find in quotes. */
final class Expected {
  private Expected() {}

  static void assertBase(Quote quote) {
    assertThat(quote.getMode()).isEqualTo(PricingMode.PRICING_MODE_BASE);
    assertThat(quote.getMultiplier()).isEqualTo(1);
    assertThat(quote.getLinesList())
        .extracting(FareLine::getKind)
        .doesNotContain(FareLineKind.FARE_LINE_KIND_SURGE);
  }

  static boolean isLive(Quote quote) {
    return quote.getMode() == PricingMode.PRICING_MODE_LIVE;
  }

  static Input live(InputSource source, Freshness freshness, double expected) {
    return Input.newBuilder()
        .setSource(source)
        .setState(InputState.INPUT_STATE_LIVE)
        .setFreshness(freshness)
        .setExpected(expected)
        .build();
  }

  static Input missing(InputSource source, String reason) {
    return Input.newBuilder()
        .setSource(source)
        .setState(InputState.INPUT_STATE_MISSING)
        .setReason(reason)
        .build();
  }

  static FareLine line(FareLineKind kind, Money amount) {
    return FareLine.newBuilder().setKind(kind).setAmount(amount).build();
  }

  static Money dollars(int units, int cents) {
    return Money.newBuilder()
        .setCurrencyCode("USD")
        .setUnits(units)
        .setNanos(cents * 10_000_000)
        .build();
  }
}
