package dev.faremesh.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.lab.load.Quality;
import dev.faremesh.lab.load.Sample;
import dev.faremesh.lab.measure.Moments;
import dev.faremesh.lab.scenario.ProtectionSet;
import dev.faremesh.lab.scenario.ScenarioFiles;
import dev.faremesh.lab.v1.Variant;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Runs of 1,000 calls, of which some were sent late. */
final class DisturbanceTest {
  private static final double QUIET = 0.3;

  @Test
  void loadThatWasOfferedInTimeCounts() {
    assertThat(Disturbance.of(run(10, 26_000_000), QUIET)).isEmpty();
    assertThat(Disturbance.of(run(1000, 24_000_000), QUIET)).isEmpty();
  }

  @Test
  void loadThatWasLateDoesNot() {
    assertThat(Disturbance.of(run(11, 26_000_000), QUIET))
        .contains(
            "this machine is too slow: 1.1 % of calls were sent more than 25 ms late"
                + " (expected: <= 1 %)");
  }

  @Test
  void machineThatWasBusyBeforeTheFaultDoesNot() {
    assertThat(Disturbance.of(run(0, 0), 0.86))
        .contains(
            "this machine is too slow: 86 % of all cores were busy before the fault"
                + " (expected: <= 85 %)");
  }

  @Test
  void runWithoutCallsDoesNot() {
    var none = run(0, 0);
    var empty = new RunRecord(none.plan(), none.moments(), List.of(), none.edges(), none.marks());

    assertThat(Disturbance.of(empty, QUIET)).contains("no call was made");
  }

  @Test
  void chainThatWasUnwellBeforeTheFaultDoesNot() {
    assertThat(Disturbance.of(unwell(20), QUIET)).isEmpty();
    assertThat(Disturbance.of(unwell(21), QUIET))
        .contains(
            "this machine is too slow: 21 % of calls failed or were degraded before the fault"
                + " (expected: <= 20 %)");
  }

  /** Of the 100 calls before the fault, some are degraded, as all are from then on. */
  private static RunRecord unwell(int before) {
    var well = run(0, 0);
    var samples =
        well.samples().stream()
            .map(s ->
                new Sample(
                    s.number(),
                    s.meantAt(),
                    0,
                    0,
                    1,
                    s.number() < before || s.number() >= 100 ? Quality.DEGRADED : Quality.FRESH,
                    0,
                    20e6))
            .toList();
    return new RunRecord(well.plan(), well.moments(), samples, well.edges(), well.marks());
  }

  private static RunRecord run(int late, long lateNanos) {
    var plan =
        new RunPlan(
            new ScenarioFiles().read("dead"),
            Variant.getDefaultInstance(),
            ProtectionSet.ALL,
            Duration.ofSeconds(8),
            7,
            true);
    var samples =
        IntStream.range(0, 1000)
            .mapToObj(number ->
                new Sample(
                    number,
                    number,
                    5_000_000,
                    number < late ? lateNanos : 0,
                    1,
                    Quality.FRESH,
                    0,
                    20e6))
            .toList();
    return new RunRecord(plan, new Moments(0, 100, 800, 900, 1000), samples, List.of(), List.of());
  }
}
