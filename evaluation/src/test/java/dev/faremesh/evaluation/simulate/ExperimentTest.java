package dev.faremesh.evaluation.simulate;

import static dev.faremesh.evaluation.simulate.Cluster.tally;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faremesh.cli.output.PlainJson;
import dev.faremesh.evaluation.Gate;
import dev.faremesh.evaluation.Pickups;
import dev.faremesh.evaluation.simulate.market.Sum;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(Lifecycle.PER_CLASS)
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ExperimentTest {
  private static final Plan PLAN =
      new Plan(List.of(SmallCity.BUSY.minusDays(1), SmallCity.BUSY), 2, 7, List.of(1.0, 1.3));

  private Pickups pickups;
  private Findings findings;

  @BeforeAll
  void play(@TempDir Path folder) throws Exception {
    pickups = SmallCity.pickups(folder);
    findings = SmallCity.play(pickups, PLAN, 1);
  }

  private Map<String, Object> facts(Findings of) {
    return new FactReport("small", pickups, of).facts();
  }

  @Test
  void moreHandsChangeNothing() throws Exception {
    assertThat(facts(SmallCity.play(pickups, PLAN, 4))).isEqualTo(facts(findings));
  }

  @Test
  void allPoliciesMeetTheSameRiders() {
    for (AtScarcity at : findings.atScarcities()) {
      for (Cluster<Policy> day : at.evenings().clusters()) {
        assertThat(day.tallies()).hasSize(Policy.values().length);
        assertThat(day.tallies().values())
            .allSatisfy(tally -> {
              assertThat(tally.of(Sum.SESSIONS))
                  .isEqualTo(tally(day.tallies(), Policy.FLAT).of(Sum.SESSIONS))
                  .isPositive();
              assertThat(tally.of(Sum.RUNS)).isEqualTo(2);
            });
      }
    }
  }

  @Test
  void neutralFlatAsksWhatSurgeAsksOnAverage() {
    for (AtScarcity at : findings.atScarcities()) {
      var pooled = at.evenings().pooled();
      assertThat(Measure.MEAN_MULTIPLIER.of(tally(pooled, Policy.NEUTRAL)))
          .isCloseTo(Measure.MEAN_MULTIPLIER.of(tally(pooled, Policy.SURGE)), within(1e-9));
    }
  }

  @Test
  void bestFlatIsTheOneUnderWhichEveningsHaveMostWelfare() {
    for (AtScarcity at : findings.atScarcities()) {
      var pooled = at.evenings().pooled();
      assertThat(Policy.FLATS).contains(at.bestFlat());
      assertThat(Measure.MEAN_MULTIPLIER.of(tally(pooled, Policy.BEST_FLAT)))
          .isCloseTo(at.bestFlat(), within(1e-9));
      assertThat(tally(pooled, Policy.BEST_FLAT).welfare())
          .isGreaterThanOrEqualTo(tally(pooled, Policy.FLAT).welfare());
    }
  }

  @Test
  void busyEveningHasMoreSurge() {
    var days = findings.judged().evenings().clusters();
    assertThat(Measure.MEAN_MULTIPLIER.of(tally(days.get(1).tallies(), Policy.SURGE)))
        .isGreaterThan(Measure.MEAN_MULTIPLIER.of(tally(days.get(0).tallies(), Policy.SURGE)));
  }

  @Test
  void gatesAreThoseOfTheAcceptance() {
    assertThat(findings.verdicts().stream().map(Verdict::gate).map(Gate::name))
        .startsWith(
            "unfulfilled_vs_flat",
            "p95_wait_vs_flat",
            "welfare_vs_flat",
            "completions_vs_flat",
            "completions_vs_neutral",
            "rider_surplus_vs_neutral",
            "welfare_vs_neutral",
            "volatility_vs_naive",
            "welfare_vs_naive")
        .endsWith("welfare_vs_best_flat_stationary");
  }

  @Test
  void missingTakenForZeroChargesForNothing() {
    var calm = findings.calm().pooled();
    double honest = Measure.MEAN_MULTIPLIER.of(tally(calm, Outage.UNBROKEN));
    assertThat(Measure.MEAN_MULTIPLIER.of(tally(calm, Outage.ZERO))).isGreaterThan(honest + 0.2);
    assertThat(Measure.MEAN_MULTIPLIER.of(tally(calm, Outage.HOLD))).isLessThan(honest + 0.02);
  }

  @Test
  void pageHasWhatTheFactsHave() {
    var json = PlainJson.document(facts(findings));
    var page = new PageReport("small", findings, json).html();
    assertThat(page).contains(json.replace("<", "\\u003c").replace("&", "\\u0026"));
    for (Verdict verdict : findings.verdicts()) {
      assertThat(page).contains(verdict.gate().name(), verdict.meaning());
    }
    var figures = Figures.of(findings.judged().evenings(), List.of(Policy.values()));
    for (Policy policy : Policy.values()) {
      for (Measure measure : Measure.values()) {
        assertThat(page).contains(measure.text(figures.of(policy, measure).value()));
      }
    }
    assertThat(page).doesNotContain("http://").doesNotContain("https://").doesNotContain("NaN");
  }
}
