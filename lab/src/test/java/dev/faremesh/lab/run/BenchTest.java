package dev.faremesh.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.lab.scenario.Experiment;
import dev.faremesh.lab.scenario.ProtectionSet;
import dev.faremesh.lab.v1.Chain;
import dev.faremesh.lab.v1.Scenario;
import dev.faremesh.lab.v1.Server;
import dev.faremesh.lab.v1.Step;
import dev.faremesh.lab.v1.Variant;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class BenchTest {
  private final RunPlan kills = plan(Step.newBuilder().setKill("demand").build(), true);
  private final RunPlan restarts = plan(Step.newBuilder().setRestart("demand").build(), true);
  private final RunPlan calm = plan(Step.newBuilder().setRestart("demand").build(), false);

  @Test
  void runsAreMadeSideBySide() {
    var waiting = waiting(kills, calm, kills);
    assertThat(Bench.next(waiting, 2)).containsExactly(kills, calm);
    assertThat(Bench.next(waiting, 2)).containsExactly(kills);
    assertThat(waiting).isEmpty();
  }

  /** Two that restarted their servers at the same time lost quotes that one by itself does not. */
  @Test
  void runsThatStartProgramsAreMadeAlone() {
    var waiting = waiting(kills, restarts, restarts, kills);
    assertThat(Bench.next(waiting, 3)).containsExactly(kills);
    assertThat(Bench.next(waiting, 3)).containsExactly(restarts);
    assertThat(Bench.next(waiting, 3)).containsExactly(restarts);
    assertThat(Bench.next(waiting, 3)).containsExactly(kills);
  }

  private static Deque<RunPlan> waiting(RunPlan... plans) {
    return new ArrayDeque<>(List.of(plans));
  }

  private static RunPlan plan(Step fault, boolean faulty) {
    var scenario = Scenario.newBuilder().setName("s").addFault(fault).build();
    var chain =
        Chain.newBuilder()
            .setEntry("demand")
            .addServers(Server.newBuilder().setName("demand"))
            .build();
    return new RunPlan(
        new Experiment(scenario, chain, List.of(), Set.of()),
        Variant.getDefaultInstance(),
        ProtectionSet.NAIVE,
        Duration.ofSeconds(1),
        1,
        faulty);
  }
}
