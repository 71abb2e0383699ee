package dev.faremesh.lab.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faremesh.lab.load.Quality;
import dev.faremesh.lab.load.Sample;
import dev.faremesh.lab.result.Mark;
import dev.faremesh.lab.result.Measure;
import dev.faremesh.lab.result.RunResult;
import dev.faremesh.lab.run.RunPlan;
import dev.faremesh.lab.run.RunRecord;
import dev.faremesh.lab.scenario.ProtectionSet;
import dev.faremesh.lab.scenario.ScenarioFiles;
import dev.faremesh.lab.v1.Variant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import org.junit.jupiter.api.Test;

/** Ten calls a second: before from 0 s, fault from 4 s, repair at 12 s, ready at 13 s, to 20 s. */
final class MeasuringTest {
  private static final Moments MOMENTS =
      new Moments(nanos(0), nanos(4), nanos(12), nanos(13), nanos(20));

  private record Answer(Quality quality, double seconds, long staleMillis, double price) {}

  private static final Answer GOOD = new Answer(Quality.FRESH, 0.010, 0, 20e6);
  private static final Answer BAD = new Answer(Quality.FAILED, 0.5, 0, Double.NaN);

  @Test
  void callsThatFailAreLost() {
    var run = measured("slow", second -> second >= 7 && second < 10 ? BAD : GOOD);

    assertThat(run.measures())
        .containsEntry(Measure.LOST, 30.0)
        .containsEntry(Measure.AVAILABILITY, 1 - 30 / 160.0)
        .containsEntry(Measure.AVAILABILITY_DURING, 0.625)
        .containsEntry(Measure.GOODPUT, 5.0)
        .containsEntry(Measure.GOODPUT_SHARE, 0.5)
        .containsEntry(Measure.EXTRA_FAILURES, 30 / 160.0)
        .containsEntry(Measure.STORMS, 0.0);
  }

  @Test
  void answersOfLesserQualityAreCountedApart() {
    var stale = new Answer(Quality.STALE, 0.010, 2500, 20e6);
    var degraded = new Answer(Quality.DEGRADED, 0.010, 0, 25e6);
    var run =
        measured(
            "slow", second -> second < 4 || second >= 12 ? GOOD : second < 8 ? stale : degraded);

    assertThat(run.measures())
        .containsEntry(Measure.STALE, 0.5)
        .containsEntry(Measure.DEGRADED, 0.5)
        .containsEntry(Measure.STALE_AGE, 2.5)
        .containsEntry(Measure.GOODPUT, 0.0)
        .containsEntry(Measure.AVAILABILITY, 1.0)
        .containsEntry(Measure.PRICE_ERROR, 0.125);
  }

  @Test
  void slopeIsLatencyForASecondOfDelayAfterTheFirstTwo() {
    var slow = new Answer(Quality.FRESH, 1.010, 0, 20e6);
    var run = measured("slow", second -> second >= 6 && second < 12 ? slow : GOOD);

    assertThat(run.measures().get(Measure.SLOPE)).isEqualTo(0.5, within(1e-9)); // of 2 s
    assertThat(run.measures())
        .containsEntry(Measure.P99_BEFORE, 10.0)
        .containsEntry(Measure.P99_ONSET, 10.0)
        .containsEntry(Measure.P50_DURING, 1010.0)
        .containsEntry(Measure.P99_AFTER, 10.0);
  }

  @Test
  void attemptsAndRecoveryAreThoseOfTheFaultyServersEdge() {
    var edges = new ArrayList<EdgeCounts>();
    for (int i = 0; i <= 200; i++) { // one call in a step; two attempts of each while it is faulty
      int faulty = Math.clamp(i - 40, 0, 80);
      int bad = Math.clamp(i - 40, 0, 95); // to 0.5 s after it was ready
      edges.add(edge("demand", i, i, i - bad, i + faulty));
      edges.add(edge("supply", i, i, i, i));
    }
    var run = measured("slow", second -> GOOD, edges);

    assertThat(run.measures())
        .containsEntry(Measure.ATTEMPTS_PER_CALL, 2.0)
        .containsEntry(Measure.AMPLIFICATION, 2.0)
        .containsEntry(Measure.FIRST_SUCCESS, 0.6);
    assertThat(run.measures().get(Measure.RECOVERED)).isEqualTo(1.5, within(1e-9));
    assertThat(run.edges()).hasSize(2);
    assertThat(run.edges().getFirst().calls()).isEqualTo(80);
  }

  @Test
  void counterThatBeginsAnewBelongsToARestartedServer() {
    var counts = new ArrayList<EdgeCounts>();
    for (int i = 0; i <= 200; i++) {
      int since = i <= 80 ? i : i - 80;
      counts.add(edge("demand", i, since, since, since));
    }
    var run = measured("slow", second -> GOOD, counts);

    assertThat(run.edges().getFirst().calls()).isEqualTo(80);
  }

  @Test
  void chainThatStillFailsAtTheEndStorms() {
    var run = measured("slow", second -> second >= 4 ? BAD : GOOD);

    assertThat(run.measures()).containsEntry(Measure.STORMS, 1.0);
  }

  @Test
  void goodputIsHeldAgainstTheQueuesCapacity() {
    var run = measured("overload", second -> GOOD); // 10 a second where 160 could be

    assertThat(run.measures()).containsEntry(Measure.GOODPUT_SHARE, 1.0);
  }

  @Test
  void timelineBeginsWithTheMeasuredLoad() {
    var run = measured("slow", second -> second >= 4 && second < 6 ? BAD : GOOD);

    assertThat(run.timeline().getFirst().second()).isEqualTo(-4);
    assertThat(run.timeline()).hasSize(40).allMatch(tick -> tick.offered() == 5);
    assertThat(run.timeline().get(8).failed()).isEqualTo(5);
    assertThat(run.marks()).containsExactly(new Mark(0, "slower"));
  }

  @Test
  void productLawCountsTheServersThatRun() {
    var fanOut = new ScenarioFiles().read("fan-out");
    var five = fanOut.variants().get(2);
    var run = Measuring.of(record("fan-out", five, second -> GOOD, List.of()), Optional.empty());

    assertThat(run.measures().get(Measure.PRODUCT_LAW)).isEqualTo(Math.pow(0.98, 5), within(1e-12));
  }

  private static RunResult measured(String scenario, DoubleFunction<Answer> answers) {
    return measured(scenario, answers, List.of());
  }

  private static RunResult measured(
      String scenario, DoubleFunction<Answer> answers, List<EdgeCounts> edges) {
    var none = Variant.getDefaultInstance();
    return Measuring.of(
        record(scenario, none, answers, edges),
        Optional.of(record(scenario, none, second -> GOOD, List.of())));
  }

  private static RunRecord record(
      String scenario, Variant variant, DoubleFunction<Answer> answers, List<EdgeCounts> edges) {
    var plan =
        new RunPlan(
            new ScenarioFiles().read(scenario),
            variant,
            ProtectionSet.NAIVE,
            Duration.ofSeconds(8),
            7,
            true);
    var samples = new ArrayList<Sample>();
    for (int number = -10; number < 200; number++) { // the first second warms up
      var answer = answers.apply(number / 10.0);
      samples.add(
          new Sample(
              number,
              nanos(number / 10.0),
              nanos(answer.seconds()),
              0,
              1,
              answer.quality(),
              answer.staleMillis(),
              answer.price()));
    }
    return new RunRecord(plan, MOMENTS, samples, edges, List.of(new Mark(0, "slower")));
  }

  private static EdgeCounts edge(String name, int step, long calls, long ok, long attempts) {
    return new EdgeCounts(nanos(step / 10.0), "pricing/1", name, "x/Y", calls, ok, attempts, ok);
  }

  private static long nanos(double seconds) {
    return Math.round(seconds * 1e9);
  }
}
