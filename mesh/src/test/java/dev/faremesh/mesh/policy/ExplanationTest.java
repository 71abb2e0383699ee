package dev.faremesh.mesh.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExplanationTest {
  private static final String GET =
      """
      deadline { nanos: 250000000 }
      attempts { max: 3 timeout { nanos: 70000000 } backoff { nanos: 10000000 } retry_budget: 0.1 }
      breaker { window: 20 failure_rate: 0.5 open_for { seconds: 1 } probes: 2 }
      expected_rate: 4
      calls: "test.ChainService/Leaf"
      """;

  @Test
  void everyNumberSaysWhereItCameFrom() {
    var lines =
        List.of(
            "",
            "test.ChainService/Get.deadline = 200ms",
            "test.ChainService/Get.breaker.probes = 3");
    assertThat(explained(GET, lines).settings())
        .extracting(setting -> setting.name() + " " + setting.value() + " " + setting.origin())
        .containsExactly(
            "deadline 200ms policy.properties:2",
            "attempts.max 3 chain.proto",
            "attempts.timeout 70ms chain.proto",
            "attempts.smallest_useful 0s default: what half of the attempts take",
            "attempts.backoff 10ms chain.proto",
            "attempts.retry_budget 0.1 chain.proto",
            "breaker.window 20 chain.proto",
            "breaker.failure_rate 0.5 chain.proto",
            "breaker.open_for 1s chain.proto",
            "breaker.probes 3 policy.properties:3",
            "limit none default: any number of calls at once",
            "last_known none default: readers get what a call answers",
            "expected_rate 4 chain.proto",
            "max_amplification none default: no bound is declared",
            "calls test.ChainService/Leaf chain.proto");
  }

  @Test
  void whatWasDroppedNamesTheLineThatDidIt() {
    assertThat(explained(GET, List.of("test.ChainService/Get.breaker = none")).settings())
        .contains(new Setting("breaker", "none", new Origin.Overriding("policy.properties", 1)))
        .extracting(Setting::name)
        .doesNotContain("breaker.window");
  }

  @Test
  void aMethodThatStatesNothingIsAllDefaults() {
    var silent = new WrittenService().silent("Get").descriptor().findMethodByName("Get");
    assertThat(Explanation.of(silent, Overrides.NONE).settings())
        .allSatisfy(setting -> assertThat(setting.origin()).isInstanceOf(Origin.Unset.class))
        .extracting(Setting::name)
        .containsExactly(
            "deadline",
            "attempts",
            "breaker",
            "limit",
            "last_known",
            "expected_rate",
            "max_amplification");
  }

  @Test
  void consequencesAreWorkedOut() {
    assertThat(explained(GET, List.of()).consequences())
        .containsExactly(
            new Consequence("may be repeated", "yes", "idempotency_level is NO_SIDE_EFFECTS"),
            new Consequence(
                "longest wait",
                "240ms",
                "3 x 70ms and the waits between come to 240ms; the deadline is 250ms"),
            new Consequence(
                "attempts per call when all fail",
                "1.1",
                "the lesser of attempts.max and 1 + attempts.retry_budget"),
            new Consequence("breaker judges from", "10 attempts", "half its window"),
            new Consequence("breaker is blind for", "2500ms", "10 attempts at 4 calls a second"),
            new Consequence(
                "breaker stays open for",
                "1s to 1200ms",
                "spread by a fifth, so that callers do not probe in step"),
            new Consequence(
                "breaker probes for at most",
                "1s",
                "2 probes must end by then, or it opens again"));
  }

  @Test
  void theDeadlineBoundsTheLongestWait() {
    assertThat(explained(GET, List.of("test.ChainService/Get.deadline = 230ms")).consequences())
        .contains(
            new Consequence(
                "longest wait",
                "230ms",
                "3 x 70ms and the waits between come to 240ms; the deadline is 230ms"));
  }

  @Test
  void whyAMethodMayNotBeRepeatedIsSaid() {
    var service = new WrittenService().writing("Write", GET).idempotent("Cancel", GET).descriptor();
    assertThat(Explanation.of(service.findMethodByName("Write"), Overrides.NONE).consequences())
        .contains(
            new Consequence(
                "may be repeated",
                "no",
                "the contract states no idempotency_level: the method may have effects"),
            new Consequence(
                "longest wait",
                "70ms",
                "1 x 70ms and the waits between come to 70ms; the deadline is 250ms"),
            new Consequence(
                "attempts per call when all fail", "1", "the contract allows no repeat"));
    assertThat(Explanation.of(service.findMethodByName("Cancel"), Overrides.NONE).consequences())
        .contains(new Consequence("may be repeated", "yes", "idempotent by its request_id"));
  }

  private static Explanation explained(String policy, List<String> lines) {
    var method = new WrittenService().reading("Get", policy).descriptor().findMethodByName("Get");
    return Explanation.of(method, Overrides.parse("policy.properties", lines));
  }
}
