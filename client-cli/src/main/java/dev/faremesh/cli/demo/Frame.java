package dev.faremesh.cli.demo;

import static java.util.stream.Collectors.joining;

import dev.faremesh.cli.call.Position;
import dev.faremesh.cli.output.Table;
import dev.faremesh.cli.output.Wording;
import dev.faremesh.pricing.v1.InputState;
import dev.faremesh.pricing.v1.PricingMode;
import dev.faremesh.pricing.v1.Quote;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the demo shows at one moment.
 *
 * @param elapsed wall time since the evening began
 * @param told the event time that the servers were told
 * @param seenAgo how long ago the servers said so of the city
 * @param quotesPerSecond since the frame before
 * @param quote the dearest since the frame before
 */
record Frame(
    Duration elapsed,
    Instant told,
    CitySnapshot city,
    Duration seenAgo,
    QuoteCounts quotes,
    double quotesPerSecond,
    Optional<Quote> quote) {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.of("America/New_York"));

  String clock() {
    return CLOCK.format(told);
  }

  /** Everything on one line. */
  String line() {
    return String.format(
        Locale.ROOT,
        "%3d s  %s  cells %d  drivers %d open, %d busy  sessions %d  requests %d  surge %s"
            + "  quotes %.0f/s%s",
        elapsed.toSeconds(),
        clock(),
        city.cells().size(),
        city.open(),
        city.busy(),
        city.sessions(),
        city.requests(),
        surge(),
        quotesPerSecond,
        lateness());
  }

  /** Says that the servers did not answer in time, when they did not. */
  String lateness() {
    return seenAgo.isZero() ? "" : "  (as seen %d s ago)".formatted(seenAgo.toSeconds());
  }

  String surge() {
    return city.highestSurge().isEmpty()
        ? "not known yet"
        : "mean %s, max %s".formatted(number(city.meanSurge()), number(city.highestSurge()));
  }

  static String number(OptionalDouble surge) {
    return surge.isPresent() ? Wording.number(surge.getAsDouble(), 2) : Wording.UNKNOWN;
  }

  /** A quote on one line. */
  static String line(Quote quote) {
    return "%s to %s: %s %s at x%s%s"
        .formatted(
            Position.text(quote.getPickup()),
            Position.text(quote.getDropoff()),
            quote.getTotal().getCurrencyCode(),
            Wording.amount(quote.getTotal()),
            Wording.number(quote.getMultiplier(), 2),
            quote.getMode() == PricingMode.PRICING_MODE_LIVE ? "" : " (" + degraded(quote) + ")");
  }

  /** How it was priced instead, such as {@code hold: demand is stale, AGE}. */
  private static String degraded(Quote quote) {
    return Wording.constant(quote.getMode(), "PRICING_MODE_") + ": " + why(quote);
  }

  private static String why(Quote quote) {
    return quote.getInputsList().stream()
        .filter(input -> input.getState() != InputState.INPUT_STATE_LIVE)
        .map(input ->
            "%s is %s, %s"
                .formatted(
                    Wording.constant(input.getSource(), "INPUT_SOURCE_"),
                    Wording.constant(input.getState(), "INPUT_STATE_"),
                    Table.printable(input.getReason())))
        .collect(joining("; "));
  }
}
