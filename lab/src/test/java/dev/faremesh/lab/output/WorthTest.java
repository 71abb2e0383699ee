package dev.faremesh.lab.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faremesh.lab.result.Check;
import dev.faremesh.lab.result.Measure;
import dev.faremesh.lab.result.Sample;
import dev.faremesh.lab.result.ScenarioResult;
import dev.faremesh.lab.result.SetResult;
import dev.faremesh.lab.result.Verdict;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class WorthTest {
  private static final List<String> THRESHOLDS = List.of("availability >= 0.9", "degraded <= 0.1");

  @Test
  void isTheShareOfTheWayFromNoneToAll() {
    var scenario = Sample.ablation().scenarios().getFirst();
    var worth = Worth.of(scenario, "3 hops").orElseThrow();

    assertThat(worth.measure()).isEqualTo(Measure.EXTRA_FAILURES);
    assertThat(share(scenario, "naive", worth)).isZero();
    assertThat(share(scenario, "all", worth)).isEqualTo(1);
    assertThat(share(scenario, "only:breaker", worth)).isCloseTo(1 / 7.0, within(1e-9));
    assertThat(share(scenario, "all-but:breaker", worth)).isCloseTo(6 / 7.0, within(1e-9));
  }

  @Test
  void isByTheMeasureThatTellsAllFromNone() {
    var scenario = scenario(set("naive", 1, 0.5), set("all", 1, 0));
    assertThat(Worth.of(scenario).map(Worth::measure)).contains(Measure.DEGRADED);
    assertThat(Telling.of(scenario)).startsWith(Measure.DEGRADED, Measure.AVAILABILITY);
  }

  @Test
  void whatIsWorseThanNoProtectionIsWorthLessThanNothing() {
    var scenario = scenario(set("naive", 1, 0.5), set("all", 1, 0), set("only:limit", 1, 0.75));
    assertThat(share(scenario, "only:limit", Worth.of(scenario).orElseThrow())).isEqualTo(-0.5);
  }

  @Test
  void nothingIsKnownWhereAllAndNoneAreNotToldApart() {
    assertThat(Worth.of(scenario(set("naive", 1, 0), set("all", 1, 0)))).isEmpty();
    assertThat(Worth.of(scenario(set("naive", 0, 0), set("all", 0, 0)))).isEmpty();
    assertThat(Worth.of(scenario(set("naive", 1, 0.5), set("only:limit", 1, 0)))).isEmpty();
    assertThat(Worth.of(scenario(set("naive", 1, Double.POSITIVE_INFINITY), set("all", 1, 0))))
        .isEmpty();
  }

  private static double share(ScenarioResult scenario, String protections, Worth worth) {
    return scenario.sets().stream()
        .filter(set -> set.protections().equals(protections))
        .filter(set -> set.variant().equals(scenario.sets().getLast().variant()))
        .mapToDouble(worth::share)
        .findFirst()
        .orElseThrow();
  }

  private static ScenarioResult scenario(SetResult... sets) {
    return new ScenarioResult(
        "s", "claim", Verdict.PASSED, "why", THRESHOLDS, OptionalDouble.empty(), List.of(sets));
  }

  private static SetResult set(String protections, double availability, double degraded) {
    return new SetResult(
        protections,
        "",
        Map.of(Measure.AVAILABILITY, availability, Measure.DEGRADED, degraded),
        List.of(
            new Check(THRESHOLDS.getFirst(), availability, availability >= 0.9),
            new Check(THRESHOLDS.getLast(), degraded, degraded <= 0.1)),
        List.of());
  }
}
