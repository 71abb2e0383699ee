package dev.faremesh.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.lab.result.Check;
import dev.faremesh.lab.result.SetResult;
import dev.faremesh.lab.result.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class JudgementTest {
  @Test
  void allHoldsAndNaiveDoesNot() {
    var judgement = Judgement.of(List.of(set("naive", 0.25), set("all", 1)), List.of());

    assertThat(judgement.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(judgement.why())
        .isEqualTo(
            "with all protections every threshold held;"
                + " without them availability >= 0.999 (0.25)");
  }

  @Test
  void labThatCannotTellThemApartFails() {
    var judgement = Judgement.of(List.of(set("naive", 1), set("all", 1)), List.of());

    assertThat(judgement.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(judgement.why())
        .isEqualTo("without protections every threshold held: it shows nothing");
  }

  @Test
  void allMustHold() {
    var judgement = Judgement.of(List.of(set("naive", 0.25), set("all", 0.5)), List.of());

    assertThat(judgement.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(judgement.why()).isEqualTo("with all protections availability >= 0.999 (0.5)");
  }

  @Test
  void disturbedRunIsNeverAPass() {
    var judgement =
        Judgement.of(List.of(set("naive", 0.25), set("all", 1)), List.of("the load was late"));

    assertThat(judgement.verdict()).isEqualTo(Verdict.INVALID);
    assertThat(judgement.why()).isEqualTo("the load was late");
  }

  @Test
  void nothingRunIsNoPass() {
    assertThat(Judgement.of(List.of(), List.of()).verdict()).isEqualTo(Verdict.INVALID);
  }

  @Test
  void whoAsksForAllAloneIsJudgedByThat() {
    assertThat(Judgement.of(List.of(set("all", 1)), List.of()).verdict()).isEqualTo(Verdict.PASSED);
    assertThat(Judgement.of(List.of(set("all", 0)), List.of()).verdict()).isEqualTo(Verdict.FAILED);
  }

  /** It said that all thresholds held with all protections, which had not run. */
  @Test
  void nothingIsSaidOfSetsThatDidNotRun() {
    assertThat(Judgement.of(List.of(set("only:retry", 0)), List.of()).why())
        .isEqualTo("neither all protections nor none were asked for: no claim is judged");
    assertThat(Judgement.of(List.of(set("naive", 0.25)), List.of()).why())
        .isEqualTo("without protections availability >= 0.999 (0.25)");
  }

  private static SetResult set(String protections, double availability) {
    var check = new Check("availability >= 0.999", availability, availability >= 0.999);
    return new SetResult(protections, "", Map.of(), List.of(check), List.of());
  }
}
