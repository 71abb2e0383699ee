package dev.faremesh.evaluation.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faremesh.evaluation.Gate;
import dev.faremesh.evaluation.simulate.market.Sum;
import dev.faremesh.evaluation.simulate.market.Tally;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatesTest {
  private final Map<Policy, Tally> day = new EnumMap<>(Policy.class);

  GatesTest() {
    put(Policy.FLAT, 80, 10, 1000, 200, 0);
    put(Policy.NEUTRAL, 70, 6, 1000, 300, 0);
    put(Policy.NAIVE, 79, 5, 1060, 250, 40);
    put(Policy.SURGE, 78, 4, 1080, 240, 10);
    put(Policy.ORACLE, 78, 4, 1090, 240, 10);
  }

  private void put(
      Policy policy,
      double completed,
      double unfulfilled,
      double worth,
      double revenue,
      double moves) {
    var tally = new Tally(60);
    tally.add(Sum.RUNS, 1);
    tally.add(Sum.SESSIONS, 100);
    tally.add(Sum.COMPLETED, completed);
    tally.add(Sum.UNFULFILLED, unfulfilled);
    tally.add(Sum.REQUESTS, 100);
    tally.add(Sum.WORTH, worth);
    tally.add(Sum.REVENUE, revenue);
    tally.add(Sum.MOVES, moves);
    tally.add(Sum.LOOKED_TWICE, 100);
    day.put(policy, tally);
  }

  private List<Gate> judge() {
    return Gates.of(new Clusters<>(List.of(new Cluster<>("day", day)))).stream()
        .map(Verdict::gate)
        .toList();
  }

  private Gate gate(String name) {
    return judge().stream().filter(gate -> gate.name().equals(name)).findFirst().orElseThrow();
  }

  private void assertGate(String name, double value, boolean ok) {
    assertThat(gate(name).value()).describedAs(name).isCloseTo(value, within(1e-9));
    assertThat(gate(name).ok()).describedAs(name).isEqualTo(ok);
  }

  @Test
  void valuesAreThoseOfTheAcceptance() {
    assertGate("unfulfilled_vs_flat", 0.4, true);
    assertGate("welfare_vs_flat", 0.08, true);
    assertGate("completions_vs_flat", -0.02, true);
    assertGate("completions_vs_neutral", 78.0 / 70 - 1, true);
    assertGate("rider_surplus_vs_neutral", 840.0 / 700 - 1, true);
    assertGate("welfare_vs_neutral", 0.08, true);
    assertGate("volatility_vs_naive", 0.25, true);
    assertGate("welfare_vs_naive", 1080.0 / 1060 - 1, true);
    assertGate("regret_vs_oracle", 10.0 / 90, true);
  }

  @Test
  void gatesThatAreMissedSaySo() {
    put(Policy.SURGE, 76, 7, 1010, 290, 20);
    assertGate("unfulfilled_vs_flat", 0.7, false);
    assertGate("welfare_vs_flat", 0.01, false);
    assertGate("completions_vs_flat", -0.04, false);
    assertGate("welfare_vs_neutral", 0.01, false);
    assertGate("volatility_vs_naive", 0.5, false);
    assertGate("welfare_vs_naive", 1010.0 / 1060 - 1, false);
    assertGate("regret_vs_oracle", 80.0 / 90, false);
  }

  @Test
  void regretIsOfDaysOnWhichThereIsMuchToGainAndTheRestAreHeldAgainstTheOracle() {
    assertThat(judge()).extracting(Gate::name).contains("regret_vs_oracle");
    assertThat(judge()).extracting(Gate::name).doesNotContain("welfare_vs_oracle");
    put(Policy.ORACLE, 78, 4, 1019, 240, 10);
    put(Policy.SURGE, 78, 4, 1008, 240, 10);
    assertThat(judge()).extracting(Gate::name).doesNotContain("regret_vs_oracle");
    assertGate("welfare_vs_oracle", 1008.0 / 1019 - 1, false);
  }

  @Test
  void nothingUnfulfilledAnywhereIsNoChange() {
    put(Policy.FLAT, 80, 0, 1000, 200, 0);
    put(Policy.SURGE, 78, 0, 1080, 240, 10);
    assertGate("unfulfilled_vs_flat", 1, false);
  }
}
