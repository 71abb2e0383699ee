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
    var all = of(ProtectionSet.ALL, sets);
    for (SetResult set : all) {
      if (!set.ok()) {
        return new Judgement(Verdict.FAILED, "with all protections " + missed(set));
      }
    }
    var naive = of(ProtectionSet.NAIVE, sets);
    if (!naive.isEmpty() && naive.stream().allMatch(SetResult::ok)) {
      return new Judgement(
          Verdict.FAILED, "without protections every threshold held: it shows nothing");
    }
    return new Judgement(Verdict.PASSED, passed(all, naive));
  }

  private static List<SetResult> of(ProtectionSet protections, List<SetResult> sets) {
    return sets.stream().filter(set -> set.protections().equals(protections.name())).toList();
  }

  private static String passed(List<SetResult> all, List<SetResult> naive) {
    var held = "with all protections every threshold held";
    if (naive.isEmpty()) {
      return all.isEmpty()
          ? "neither all protections nor none were asked for: no claim is judged"
          : held;
    }
    var missed = missed(naive.stream().filter(set -> !set.ok()).toList().getLast());
    return all.isEmpty() ? "without protections " + missed : held + "; without them " + missed;
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
