package dev.faremesh.cli.pricing;

import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import dev.faremesh.cli.call.Position;
import dev.faremesh.cli.output.Table;
import dev.faremesh.cli.output.Terminal;
import dev.faremesh.cli.output.Tone;
import dev.faremesh.cli.output.Wording;
import dev.faremesh.pricing.v1.FareLine;
import dev.faremesh.pricing.v1.Input;
import dev.faremesh.pricing.v1.PricingMode;
import dev.faremesh.pricing.v1.Quote;
import dev.faremesh.type.v1.Freshness;

/**
 * A quote as a person reads it: what it costs, why, and how far the inputs could be trusted.
 *
 * @param explained whether all reasons are told, not only the one that weighs most
 */
record Receipt(Quote quote, boolean explained) {

  void print(Terminal terminal) {
    fare().print(terminal);
    terminal.out().println();
    facts().print(terminal);
    terminal.out().println();
    if (explained) {
      Reasons.table(quote).print(terminal);
      terminal.out().println();
    }
    Inputs.table(quote.getInputsList()).print(terminal);
  }

  private Table fare() {
    var table = Table.of("FARE", quote.getTotal().getCurrencyCode() + ">");
    for (FareLine line : quote.getLinesList()) {
      table.row(name(line), Wording.amount(line.getAmount()));
    }
    return table.row(Tone.STRONG, "total", Wording.amount(quote.getTotal()));
  }

  /** Which one it is, where the tariff says; else what it is for. */
  private static String name(FareLine line) {
    return line.hasLabel() ? line.getLabel() : Wording.constant(line.getKind(), "FARE_LINE_KIND_");
  }

  private Table facts() {
    var facts =
        Table.of("", "").row(toneOf(quote.getMode()), "multiplier", multiplier() + ", " + origin());
    Reasons.weightiest(quote.getReasonsList())
        .ifPresent(reason -> facts.row("because", reason.getText()));
    return facts
        .row("ride", ride())
        .row("way", Position.text(quote.getPickup()) + " to " + Position.text(quote.getDropoff()))
        .row("holds", holds())
        .row("quote", quote.getQuoteId());
  }

  private String multiplier() {
    return quote.hasMultiplier() ? Wording.number(quote.getMultiplier(), 2) : Wording.UNKNOWN;
  }

  private String origin() {
    return switch (quote.getMode()) {
      case PRICING_MODE_LIVE -> "from live supply and demand" + age();
      case PRICING_MODE_HOLD -> "the last good one or less: an input is not live";
      case PRICING_MODE_DECAY -> "the last good one, decaying: an input has not been live for long";
      case PRICING_MODE_BASE -> "base fare: no surge, because an input is stale or missing";
      case PRICING_MODE_UNSPECIFIED, UNRECOGNIZED -> "in a mode that this fare does not know";
    };
  }

  /** That of the older input. */
  private String age() {
    return quote.getInputsList().stream()
        .map(Input::getFreshness)
        .filter(Freshness::hasAge)
        .map(Freshness::getAge)
        .max(Durations.comparator())
        .map(age -> ", %s old at most".formatted(Wording.duration(age)))
        .orElse("");
  }

  private static Tone toneOf(PricingMode mode) {
    return mode == PricingMode.PRICING_MODE_LIVE ? Tone.PLAIN : Tone.WARNING;
  }

  private String ride() {
    return "%s in %s, %s, %s"
        .formatted(
            quote.getProduct(),
            quote.getCity(),
            quote.hasDistanceMeters()
                ? Wording.number(quote.getDistanceMeters() / 1000.0, 1) + " km"
                : Wording.UNKNOWN,
            quote.hasDuration() ? Wording.duration(quote.getDuration()) : Wording.UNKNOWN);
  }

  private String holds() {
    return "%s, until %s"
        .formatted(
            Wording.duration(Timestamps.between(quote.getCreateTime(), quote.getExpireTime())),
            Wording.time(quote.getExpireTime()));
  }
}
