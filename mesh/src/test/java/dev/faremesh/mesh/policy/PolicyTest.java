package dev.faremesh.mesh.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faremesh.test.v1.EchoServiceGrpc;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PolicyTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void aPolicyIsReadFromTheContract() {
    var guarded = Contract.of(EchoServiceGrpc.getGuardedMethod());
    assertThat(guarded.method()).isEqualTo("faremesh.test.v1.EchoService/Guarded");
    assertThat(guarded.repeatable()).isTrue();
    assertThat(guarded.policy())
        .contains(
            new Policy(
                Duration.ofSeconds(10),
                Optional.of(
                    new Policy.Attempts(3, SECOND, Duration.ZERO, Duration.ofMillis(1), 0.5)),
                Optional.of(new Policy.Breaker(10, 0.5, Duration.ofSeconds(11), 2)),
                Optional.of(new Policy.Limit(1, 2, false)),
                Optional.empty()));
  }

  @Test
  void trafficIsReadFromTheContract() {
    var service =
        new WrittenService()
            .reading(
                "Get",
                """
                deadline { seconds: 1 } expected_rate: 7 max_amplification: 1.5
                calls: "test.ChainService/A" calls: "test.ChainService/B"
                """)
            .reading("Quiet", "deadline { seconds: 1 }")
            .descriptor();
    assertThat(Contract.of(service.findMethodByName("Get")).traffic())
        .isEqualTo(
            new Traffic(
                OptionalDouble.of(7),
                List.of("test.ChainService/A", "test.ChainService/B"),
                OptionalDouble.of(1.5)));
    assertThat(Contract.of(service.findMethodByName("Quiet")).traffic()).isEqualTo(Traffic.UNKNOWN);
  }

  @Test
  void aMethodWithEffectsAndWithoutARequestIdMayNotBeRepeated() {
    assertThat(Contract.of(EchoServiceGrpc.getGuardedWriteMethod()).repeatable()).isFalse();
  }

  @Test
  void aMethodThatStatesNothingHasNoPolicy() {
    assertThat(Contract.of(EchoServiceGrpc.getEchoFreelyMethod()).policy()).isEmpty();
  }

  @Test
  void numbersThatContradictEachOtherAreRefused() {
    refused(() -> policy(Duration.ZERO, Duration.ofSeconds(5)), "deadline: PT0S (expected: > 0)");
    refused(() -> policy(SECOND, SECOND), "breaker.open_for: PT1S (expected: > deadline PT1S)");
    refused(
        () -> policy(Duration.ofMillis(500), SECOND),
        "attempts.timeout: PT1S (expected: <= deadline PT0.5S)");
    refused(
        () -> policy(Duration.ofSeconds(61), Duration.ofSeconds(70)),
        "deadline: PT1M1S (expected: <= PT1M)");
    refused(
        () -> policy(Duration.ofSeconds(2), Duration.ofDays(2)),
        "breaker.open_for: PT48H (expected: <= PT24H)");
  }

  @Test
  void attemptsOutOfRangeAreRefused() {
    refused(() -> attempts(0, SECOND, 0.1), "attempts.max: 0 (expected: 1 to 5)");
    refused(() -> attempts(2, Duration.ZERO, 0.1), "attempts.timeout: PT0S (expected: > 0)");
    refused(
        () -> attempts(2, Duration.ofSeconds(-1), 0.1), "attempts.timeout: PT-1S (expected: > 0)");
    refused(() -> attempts(2, SECOND, 1.01), "attempts.retry_budget: 1.01 (expected: 0 to 1)");
    refused(() -> attempts(2, SECOND, -0.01), "attempts.retry_budget: -0.01 (expected: 0 to 1)");
    refused(
        () -> new Policy.Attempts(2, SECOND, Duration.ofSeconds(2), SECOND, 0.1),
        "attempts.smallest_useful: PT2S (expected: <= attempts.timeout PT1S)");
    refused(
        () -> new Policy.Attempts(2, SECOND, Duration.ofMillis(-1), SECOND, 0.1),
        "attempts.smallest_useful: PT-0.001S (expected: >= 0)");
    refused(
        () -> new Policy.Attempts(2, SECOND, Duration.ZERO, Duration.ofMillis(-1), 0.1),
        "attempts.backoff: PT-0.001S (expected: >= 0)");
    var patient = new Policy.Attempts(2, SECOND, Duration.ZERO, Duration.ofSeconds(7), 0.1);
    refused(
        () ->
            new Policy(
                Duration.ofSeconds(3),
                Optional.of(patient),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()),
        "attempts.backoff: PT7S (expected: <= deadline PT3S)");
  }

  @Test
  @DisplayName("T10: more attempts than grpc would make are refused, not cut off in silence")
  void moreThanFiveAttemptsAreRefused() {
    refused(() -> attempts(6, SECOND, 0.1), "attempts.max: 6 (expected: 1 to 5)");
  }

  @Test
  void breakersOutOfRangeAreRefused() {
    refused(
        () -> new Policy.Breaker(1, 0.5, SECOND, 2), "breaker.window: 1 (expected: 2 to 10000)");
    refused(
        () -> new Policy.Breaker(-7, 0.5, SECOND, 2), "breaker.window: -7 (expected: 2 to 10000)");
    refused(
        () -> new Policy.Breaker(10, 0, SECOND, 2),
        "breaker.failure_rate: 0.0 (expected: above 0 to 1)");
    refused(
        () -> new Policy.Breaker(10, 1.01, SECOND, 2),
        "breaker.failure_rate: 1.01 (expected: above 0 to 1)");
    refused(
        () -> new Policy.Breaker(10, 0.5, Duration.ZERO, 2),
        "breaker.open_for: PT0S (expected: > 0)");
    refused(() -> new Policy.Breaker(10, 0.5, SECOND, 0), "breaker.probes: 0 (expected: 1 to 100)");
  }

  @Test
  void limitsAndLastKnownOutOfRangeAreRefused() {
    refused(() -> new Policy.Limit(9, 8, true), "limit.min: 9 (expected: 1 to limit.max 8)");
    refused(() -> new Policy.Limit(0, 8, true), "limit.min: 0 (expected: 1 to limit.max 8)");
    refused(() -> new Policy.Limit(1, 0, false), "limit.max: 0 (expected: 1 to 100000)");
    refused(
        () -> new Policy.LastKnown(Duration.ZERO, 7), "last_known.keep_for: PT0S (expected: > 0)");
    refused(
        () -> new Policy.LastKnown(SECOND, 0),
        "last_known.max_entries: 0 (expected: 1 to 10000000)");
  }

  private static Policy.Attempts attempts(int max, Duration timeout, double budget) {
    return new Policy.Attempts(max, timeout, Duration.ZERO, Duration.ZERO, budget);
  }

  private static Policy policy(Duration deadline, Duration openFor) {
    return new Policy(
        deadline,
        Optional.of(new Policy.Attempts(2, SECOND, Duration.ZERO, SECOND, 0.1)),
        Optional.of(new Policy.Breaker(10, 0.5, openFor, 2)),
        Optional.empty(),
        Optional.empty());
  }

  private static void refused(ThrowingCallable making, String message) {
    assertThatThrownBy(making).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
