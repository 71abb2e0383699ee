package dev.faremesh.pricing;

import dev.faremesh.pricing.Reason.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Writes down how a multiplier comes about, from 1, step by step. Not safe for use by threads. */
final class Explanation {
  private static final double UNTOLD = 1e-12; // what only the rounding of doubles changed

  private final List<Reason> reasons = new ArrayList<>();
  private double reached = 1;

  private Explanation() {}

  /** Begins with what the pickup's own cell makes of live inputs. */
  static Explanation ofCell(Balance balance, CellIndices own) {
    double gap = balance.logGap(own.logSupply(), own.logDemand());
    double log = balance.logMultiplier(own.logSupply(), own.logDemand());
    var kind = gap > 0 && balance.drivers(own.logSupply()) >= 1 ? Kind.DEMAND : Kind.SUPPLY;
    return new Explanation()
        .because(kind, StrictMath.exp(gap), ReasonText.scarcity(balance, own))
        .to(
            StrictMath.exp(log),
            gap < 0 ? Kind.FLOOR : Kind.CAP,
            () -> gap < 0 ? ReasonText.least(1) : ReasonText.most(balance.cap(), "for any ride"));
  }

  /** Begins with what is left of the last good multiplier of the pickup's own cell. */
  static Explanation ofLastGood(LastGood good, Inputs inputs) {
    double held = StrictMath.exp(good.held());
    return new Explanation()
        .because(Kind.HOLD, StrictMath.exp(good.logMultiplier()), ReasonText.hold(inputs, good))
        .to(held, Kind.CAP, () -> ReasonText.most(LastGood.HOLD_CAP, "while this is so"))
        .to(StrictMath.exp(good.worn()), Kind.DECAY, ReasonText::decay);
  }

  /** Begins with nothing good. */
  static Explanation ofNothing(Inputs inputs) {
    return new Explanation().because(Kind.BASE, 1, ReasonText.base(inputs));
  }

  /** Goes on with what the cells around say. */
  void blended(double multiplier) {
    var scarcer = multiplier > reached;
    var _ = to(multiplier, Kind.NEIGHBOURS, () -> ReasonText.neighbours(scarcer));
  }

  /** The multiplier so far. */
  double reached() {
    return reached;
  }

  /** A step that is told even when it changes nothing. */
  Explanation because(Kind kind, double multiplier, String text) {
    reasons.add(new Reason(kind, multiplier / reached, text));
    reached = multiplier;
    return this;
  }

  /** A step that is told when it changes something. */
  Explanation to(double multiplier, Kind kind, Supplier<String> text) {
    return Math.abs(multiplier / reached - 1) < UNTOLD
        ? this
        : because(kind, multiplier, text.get());
  }

  List<Reason> reasons() {
    return List.copyOf(reasons);
  }
}
