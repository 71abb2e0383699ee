package dev.faremesh.lab.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.cli.output.Terminal;
import dev.faremesh.lab.result.LabResult;
import dev.faremesh.lab.result.Measure;
import dev.faremesh.lab.result.Sample;
import dev.faremesh.lab.result.ScenarioResult;
import dev.faremesh.lab.result.SetResult;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.EnumMap;
import org.junit.jupiter.api.Test;

final class LabTableTest {
  private static String printed(LabResult result) {
    var text = new StringWriter();
    var out = new PrintWriter(text);
    new LabTable(Terminal.plain(out, out)).print(result);
    return text.toString();
  }

  @Test
  void scenarioIsItsClaimItsSetsAndItsVerdict() {
    assertThat(printed(Sample.dead()))
        .isEqualTo(
            """
            dead: Quotes survive the death of demand.
              SET     HOLDS  EXTRA FAILURES  AVAILABILITY  ATTEMPTS PER CALL  AMPLIFICATION
              naive  0 of 2          87.5 %        12.5 %              3.86×          7.72×
              all    2 of 2             0 %         100 %              1.07×          2.14×
              passed: All thresholds hold with all protections; naive misses 2 of 2.

            1 of 1 scenarios passed, each run with 2 seeds.
            """);
  }

  @Test
  void variantsAndCalibrationAreNamed() {
    assertThat(printed(Sample.ablation()))
        .contains(
            "  calibrated: the fault lasts 0.65 s\n", "  all-but:breaker  3 hops   0 of 2   86 %")
        .endsWith("0 of 1 scenarios passed, each run with 2 seeds.\n");
  }

  @Test
  void noLineIsWiderThanTheTerminal() {
    var wordy = "a claim that goes on ".repeat(20).strip();
    var dead = Sample.dead().scenarios().getFirst();
    var scenario =
        new ScenarioResult(
            dead.name(),
            wordy,
            dead.verdict(),
            wordy,
            dead.thresholds(),
            dead.calibratedSeconds(),
            dead.sets().stream().map(LabTableTest::withEveryMeasure).toList());

    var lines = printed(Sample.of(scenario)).lines().toList();

    assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    assertThat(String.join(" ", lines)).contains("P99 DURING");
  }

  private static SetResult withEveryMeasure(SetResult set) {
    var measures = new EnumMap<Measure, Double>(Measure.class);
    for (Measure measure : Measure.values()) {
      measures.put(measure, 7.123 + measures.size());
    }
    return new SetResult(set.protections(), set.variant(), measures, set.checks(), set.runs());
  }

  @Test
  void textsCannotSteerTheTerminal() {
    assertThat(printed(Sample.odd())).contains("<script>alert(1)</script> ?[31m");
  }
}
