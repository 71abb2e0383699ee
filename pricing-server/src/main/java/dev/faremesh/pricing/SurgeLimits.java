package dev.faremesh.pricing;

/**
 * The multipliers that are allowed where a ride starts.
 *
 * @param floor the lowest
 * @param cap the highest, at least the floor
 * @param capName whose cap it is, as riders read it, such as "the regulator"
 * @param off whether surge is switched off: the multiplier is 1, whatever floor and cap say
 */
public record SurgeLimits(Multiplier floor, Multiplier cap, String capName, boolean off) {
  /** No discount, and no cap but that of the formula. */
  public static final SurgeLimits NONE =
      new SurgeLimits(Multiplier.NONE, new Multiplier(Multiplier.MOST), "the contract", false);

  public SurgeLimits {
    if (cap.hundredths() < floor.hundredths()) {
      throw new IllegalArgumentException(
          "cap: %s (expected: >= %s, the floor)".formatted(cap.value(), floor.value()));
    }
  }

  /**
   * The multiplier that is charged: within floor and cap, and then the nearest step of 0.05, unless
   * that is below the floor or above the cap.
   *
   * @param logMultiplier of the formula
   */
  public Multiplier apply(double logMultiplier) {
    return off ? Multiplier.NONE : rounded(bounded(StrictMath.exp(logMultiplier)));
  }

  private double bounded(double multiplier) {
    return Math.min(Math.max(multiplier, floor.value()), cap.value());
  }

  private Multiplier rounded(double bounded) {
    int step = Multiplier.rounded(bounded).hundredths();
    return new Multiplier(Math.clamp(step, floor.hundredths(), cap.hundredths()));
  }

  /** Goes on with what the limits do, in the order in which they act. */
  void explain(Explanation explanation) {
    if (off) {
      var _ = explanation.because(Reason.Kind.KILL_SWITCH, 1, "surge is switched off");
      return;
    }
    double least = Math.max(explanation.reached(), floor.value());
    double most = Math.min(least, cap.value());
    var _ =
        explanation
            .to(least, Reason.Kind.FLOOR, () -> ReasonText.least(floor.value()))
            .to(most, Reason.Kind.CAP, () -> ReasonText.most(cap.value(), capName))
            .to(rounded(most).value(), Reason.Kind.ROUNDING, () -> "to the nearest step of 0.05");
  }
}
