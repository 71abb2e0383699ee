package dev.faremesh.pricing.rpc;

import dev.faremesh.pricing.Reason;
import dev.faremesh.pricing.v1.ReasonKind;
import java.util.List;

/** Reasons in the words of the contract. */
final class Reasons {
  private Reasons() {}

  static List<dev.faremesh.pricing.v1.Reason> of(List<Reason> reasons) {
    return reasons.stream().map(Reasons::of).toList();
  }

  private static dev.faremesh.pricing.v1.Reason of(Reason reason) {
    return dev.faremesh.pricing.v1.Reason.newBuilder()
        .setKind(kind(reason.kind()))
        .setFactor(reason.factor())
        .setText(reason.text())
        .build();
  }

  private static ReasonKind kind(Reason.Kind kind) {
    return switch (kind) {
      case DEMAND -> ReasonKind.REASON_KIND_DEMAND;
      case SUPPLY -> ReasonKind.REASON_KIND_SUPPLY;
      case NEIGHBOURS -> ReasonKind.REASON_KIND_NEIGHBOURS;
      case FLOOR -> ReasonKind.REASON_KIND_FLOOR;
      case CAP -> ReasonKind.REASON_KIND_CAP;
      case KILL_SWITCH -> ReasonKind.REASON_KIND_KILL_SWITCH;
      case HOLD -> ReasonKind.REASON_KIND_HOLD;
      case DECAY -> ReasonKind.REASON_KIND_DECAY;
      case BASE -> ReasonKind.REASON_KIND_BASE;
      case ROUNDING -> ReasonKind.REASON_KIND_ROUNDING;
    };
  }
}
