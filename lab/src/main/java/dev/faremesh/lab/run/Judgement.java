package dev.faremesh.lab.run;

import dev.faremesh.lab.result.Check;
import dev.faremesh.lab.result.SetResult;
import dev.faremesh.lab.result.Verdict;
import dev.faremesh.lab.scenario.ProtectionSet;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** Whether a scenario showed what it claims, and why not. */
record Judgement(Verdict verdict, String why) {
  /**
   * Judges. A lab that cannot tell the two apart has failed: all protections must hold every
   * threshold, and none must not.
   *
   * @param disturbed runs that say nothing
   */
  static Judgement of(List<SetResult> sets, List<String> disturbed) {
    if (!disturbed.isEmpty()) {
      return new Judgement(Verdict.INVALID, String.join("; ", disturbed));
    }
    if (sets.isEmpty()) {
      return new Judgement(Verdict.INVALID, "nothing was run");
    }
    for (SetResult set : sets) {
      if (set.protections().equals(ProtectionSet.ALL.name()) && !set.ok()) {
        return new Judgement(Verdict.FAILED, "with all protections " + missed(set));
      }
    }
    var naive =
        sets.stream().filter(set -> set.protections().equals(ProtectionSet.NAIVE.name())).toList();
    if (!naive.isEmpty() && naive.stream().allMatch(SetResult::ok)) {
      return new Judgement(
          Verdict.FAILED, "without protections every threshold held: it shows nothing");
    }
    return new Judgement(
        Verdict.PASSED,
        naive.isEmpty()
            ? "with all protections every threshold held"
            : "with all protections every threshold held; without them "
                + missed(naive.stream().filter(set -> !set.ok()).toList().getLast()));
  }

  private static String missed(SetResult set) {
    var missed = set.checks().stream().filter(check -> !check.ok()).map(Judgement::missed).toList();
    var variant = set.variant().isEmpty() ? "" : set.variant() + ": ";
    return variant + String.join(", ", missed);
  }

  private static String missed(Check check) {
    return check.threshold() + " (" + written(check.value()) + ")";
  }

  private static String written(double value) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "not measured" : "never";
    }
    return new BigDecimal(value, new MathContext(4)).stripTrailingZeros().toPlainString();
  }
}
