package dev.faremesh.cli.pricing;

import dev.faremesh.cli.output.Table;
import dev.faremesh.cli.output.Tone;
import dev.faremesh.cli.output.Wording;
import dev.faremesh.pricing.v1.Quote;
import dev.faremesh.pricing.v1.Reason;
import java.util.List;
import java.util.Optional;

/** Why a multiplier is what it is, as a person reads it. */
final class Reasons {
  private Reasons() {}

  /** Step by step: the factors multiply to the multiplier. */
  static Table table(Quote quote) {
    var table = Table.of("REASON", "FACTOR>", "");
    for (Reason reason : quote.getReasonsList()) {
      table.row(
          Wording.constant(reason.getKind(), "REASON_KIND_"),
          reason.hasFactor() ? Wording.number(reason.getFactor(), 3) : Wording.UNKNOWN,
          reason.getText());
    }
    return table.row(
        Tone.STRONG,
        "multiplier",
        quote.hasMultiplier() ? Wording.number(quote.getMultiplier(), 3) : Wording.UNKNOWN,
        "");
  }

  /** The one that moves the multiplier most: of several, the first. */
  static Optional<Reason> weightiest(List<Reason> reasons) {
    return reasons.stream().reduce((first, other) -> weight(other) > weight(first) ? other : first);
  }

  private static double weight(Reason reason) {
    return reason.getFactor() > 0 ? Math.abs(Math.log(reason.getFactor())) : 0;
  }
}
