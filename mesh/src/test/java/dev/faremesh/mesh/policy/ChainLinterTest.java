package dev.faremesh.mesh.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.ServiceDescriptor;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ChainLinterTest {
  private static final String ROOT =
      """
      deadline { seconds: 1 } calls: "test.ChainService/Middle" max_amplification: 1.3
      """;
  private static final String MIDDLE =
      """
      deadline { nanos: 500000000 }
      attempts {
        max: 2 timeout { nanos: 200000000 } smallest_useful { nanos: 7000000 } retry_budget: 0.1
      }
      breaker { window: 20 failure_rate: 0.5 open_for { seconds: 2 } probes: 3 }
      expected_rate: 20
      calls: "test.ChainService/Leaf"
      """;
  private static final String LEAF =
      """
      deadline { nanos: 250000000 }
      attempts { max: 2 timeout { nanos: 120000000 } retry_budget: 0.1 }
      """;

  private static WrittenService sound() {
    return new WrittenService()
        .reading("Root", ROOT)
        .reading("Middle", MIDDLE)
        .reading("Leaf", LEAF);
  }

  @Test
  void aSoundChainHasNoContradictions() {
    assertThat(lint(sound())).isEmpty();
  }

  @Test
  void aCalleesDeadlineIsShorterThanItsCallers() {
    assertThat(lint(sound(), "Leaf.deadline = 500ms"))
        .containsExactly(
            "test.ChainService/Leaf: deadline: PT0.5S (expected: < PT0.5S, the deadline of its"
                + " caller test.ChainService/Middle)");
  }

  @Test
  @DisplayName("T7: attempts multiply over the hops, and stay below the declared bound")
  void attemptsMultiplyOverTheHops() {
    assertThat(lint(sound(), "Root.max_amplification = 1.21")).isEmpty();
    assertThat(lint(sound(), "Root.max_amplification = 1.2"))
        .containsExactly(
            "test.ChainService/Root: max_amplification: 1.2 (expected: >= 1.21, the attempts that"
                + " one call becomes at test.ChainService/Leaf when all fail)");
    assertThat(
            lint(
                sound(),
                "Middle.attempts.retry_budget = 1",
                "Middle.attempts.max = 2",
                "Leaf.attempts.retry_budget = 1"))
        .containsExactly(
            "test.ChainService/Root: max_amplification: 1.3 (expected: >= 4, the attempts that"
                + " one call becomes at test.ChainService/Leaf when all fail)",
            "test.ChainService/Root: max_amplification: 1.3 (expected: >= 2, the attempts that"
                + " one call becomes at test.ChainService/Middle when all fail)");
  }

  @Test
  void attemptsAddUpOverTheWaysThatLeadToAMethod() {
    var diamond =
        sound()
            .reading(
                "Left",
                """
                deadline { seconds: 3 } max_amplification: 2.2
                calls: "test.ChainService/Middle" calls: "test.ChainService/Leaf"
                """);
    assertThat(lint(diamond))
        .containsExactly(
            "test.ChainService/Left: max_amplification: 2.2 (expected: >= 2.31, the attempts that"
                + " one call becomes at test.ChainService/Leaf when all fail)");
  }

  @Test
  void calleesExistAndHaveADeadline() {
    var strange =
        sound()
            .silent("Silent")
            .reading("Asks", "deadline { seconds: 1 } calls: \"test.ChainService/Leav\"")
            .reading("Hopes", "deadline { seconds: 1 } calls: \"test.ChainService/Silent\"");
    assertThat(lint(strange))
        .containsExactly(
            "test.ChainService/Asks: calls: test.ChainService/Leav (expected: a method of the mesh,"
                + " such as test.ChainService/Leaf)",
            "test.ChainService/Hopes: calls: test.ChainService/Silent (expected: a method with a"
                + " deadline, but its contract states no policy)");
  }

  @Test
  void aCycleIsToldOnce() {
    var round =
        new WrittenService()
            .reading("A", "deadline { seconds: 3 } calls: \"test.ChainService/B\"")
            .reading("B", "deadline { seconds: 2 } calls: \"test.ChainService/C\"")
            .reading(
                "C", "deadline { seconds: 1 } calls: \"test.ChainService/A\" max_amplification: 1");
    assertThat(lint(round))
        .containsExactly(
            "test.ChainService/A: calls: test.ChainService/A -> test.ChainService/B ->"
                + " test.ChainService/C -> test.ChainService/A (expected: no cycle)",
            "test.ChainService/A: deadline: PT3S (expected: < PT1S, the deadline of its caller"
                + " test.ChainService/C)");
  }

  @Test
  @DisplayName("T27: a breaker that reopens before a call can end does not exist")
  void openForIsLongerThanTheDeadline() {
    var hasty =
        sound()
            .reading(
                "Hasty",
                """
                deadline { seconds: 2 }
                attempts { max: 1 timeout { seconds: 1 } }
                breaker { window: 20 failure_rate: 0.5 open_for { seconds: 2 } probes: 1 }
                """)
            .reading("Asks", "deadline { seconds: 3 } calls: \"test.ChainService/Hasty\"");
    assertThat(lint(hasty))
        .containsExactly(
            "test.ChainService/Hasty: breaker.open_for: PT2S (expected: > deadline PT2S)");
  }

  @Test
  @DisplayName("T25: a breaker's window fills within ten seconds of the expected traffic")
  void aWindowIsFilledByTheExpectedTraffic() {
    assertThat(lint(sound(), "Middle.expected_rate = 2")).isEmpty();
    assertThat(lint(sound(), "Middle.breaker.window = 100", "Middle.expected_rate = 4"))
        .containsExactly(
            "test.ChainService/Middle: breaker.window: 100 (expected: half of it within PT10S, but"
                + " 4 calls a second take 12.5 s)");
  }

  @Test
  @DisplayName("T22: as many calls come while a breaker is half-open as it wants probes")
  void probesComeInTime() {
    assertThat(lint(sound(), "Middle.expected_rate = 2", "Middle.breaker.probes = 5"))
        .containsExactly(
            "test.ChainService/Middle: breaker.probes: 5 (expected: at most 4, for so many calls"
                + " come while it probes, PT2S at 2 a second)");
  }

  @Test
  @DisplayName("T26: an attempt times out before the deadline, or a slow callee never counts")
  void slownessIsSeenBeforeTheDeadline() {
    assertThat(lint(sound(), "Middle.attempts.max = 1", "Middle.attempts.timeout = 500ms"))
        .containsExactly(
            "test.ChainService/Middle: attempts.timeout: PT0.5S (expected: < deadline PT0.5S, or a"
                + " callee that is slow never counts against it)");
    assertThat(lint(sound(), "Middle.attempts = none")).isEmpty();
  }

  @Test
  void theLastAttemptHasItsSmallestUsefulTime() {
    assertThat(lint(sound(), "Middle.attempts.timeout = 247ms", "Middle.attempts.max = 2"))
        .isEmpty();
    assertThat(lint(sound(), "Middle.attempts.timeout = 247ms", "Middle.attempts.max = 3"))
        .containsExactly(
            "test.ChainService/Middle: attempts.timeout: PT0.247S (expected: with 3 attempts, the"
                + " last still has its smallest useful time PT0.007S within the deadline PT0.5S)");
    assertThat(lint(sound(), "Leaf.attempts.timeout = 250ms"))
        .containsExactly(
            "test.ChainService/Leaf: attempts.timeout: PT0.25S (expected: with 2 attempts, the last"
                + " still has its smallest useful time PT0S within the deadline PT0.25S)");
  }

  @Test
  void whatHasEffectsIsNotRepeated() {
    assertThat(lint(sound().writing("Write", LEAF)))
        .containsExactly(
            "test.ChainService/Write: attempts.max: 2 (expected: 1, for the method has effects and"
                + " no request_id)");
    assertThat(lint(sound().writing("Write", LEAF), "Write.attempts.max = 1")).isEmpty();
    assertThat(lint(sound().idempotent("Write", LEAF))).isEmpty();
  }

  @Test
  void attemptsHaveABudget() {
    assertThat(lint(sound(), "Leaf.attempts.retry_budget = 0"))
        .containsExactly(
            "test.ChainService/Leaf: attempts.retry_budget: 0.0 (expected: > 0, for attempts.max is"
                + " 2)");
  }

  @Test
  @DisplayName("T42: a channel pings no more often than servers permit, and grpc does")
  void keepaliveAgreesWithThePermit() {
    assertThat(lint(transport(Duration.ofSeconds(30), Duration.ofSeconds(30), 7000))).isEmpty();
    assertThat(lint(transport(Duration.ofSeconds(30), Duration.ofMinutes(5), 7000)))
        .containsExactly(
            "keepalive-time: PT30S (expected: >= keepalive-permit PT5M, or servers hang up)");
    assertThat(lint(transport(Duration.ofSeconds(9), Duration.ofSeconds(7), 7000)))
        .containsExactly("keepalive-time: PT9S (expected: >= PT10S, for grpc makes it that)");
  }

  @Test
  @DisplayName("T44: both ends of a connection bear the same message")
  void messageLimitsAreTheSame() {
    assertThat(lint(transport(Duration.ofSeconds(30), Duration.ofSeconds(10), 11_000)))
        .containsExactly(
            "channel-max-message-bytes: 7000 (expected: server-max-message-bytes 11000)");
  }

  private static Transport transport(Duration time, Duration permit, int serverBytes) {
    return new Transport(time, permit, 7000, serverBytes);
  }

  private static List<String> lint(Transport transport) {
    return new ChainLinter(Policies.ofContracts(), transport)
        .contradictionsIn(List.of(sound().descriptor()));
  }

  private static List<String> lint(WrittenService service, String... overrides) {
    var lines = Arrays.stream(overrides).map(line -> WrittenService.NAME + "/" + line).toList();
    List<ServiceDescriptor> services = List.of(service.descriptor());
    var policies =
        Policies.ofContracts().overridden(Overrides.parse("test.properties", lines), services);
    return new ChainLinter(policies, Transport.DEFAULT).contradictionsIn(services);
  }
}
