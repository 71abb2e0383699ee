package dev.faremesh.mesh.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faremesh.test.v1.EchoServiceGrpc;
import java.time.Duration;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
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
                Optional.of(new Policy.Limit(1, 2, false))));
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
        () -> new Policy.Attempts(6, SECOND, Duration.ZERO, SECOND, 0.1),
        "attempts.max: 6 (expected: 1 to 5)");
    refused(
        () -> new Policy.Attempts(2, SECOND, Duration.ofSeconds(2), SECOND, 0.1),
        "attempts.smallest_useful: PT2S (expected: <= attempts.timeout PT1S)");
    refused(
        () -> new Policy.Attempts(2, SECOND, Duration.ZERO, SECOND, 1.01),
        "attempts.retry_budget: 1.01 (expected: 0 to 1)");
    refused(
        () -> new Policy.Breaker(1, 0.5, SECOND, 2), "breaker.window: 1 (expected: 2 to 10000)");
    refused(
        () -> new Policy.Breaker(10, 0, SECOND, 2),
        "breaker.failure_rate: 0.0 (expected: above 0 to 1)");
    refused(() -> new Policy.Limit(9, 8, true), "limit.min: 9 (expected: 1 to limit.max 8)");
  }

  private static Policy policy(Duration deadline, Duration openFor) {
    return new Policy(
        deadline,
        Optional.of(new Policy.Attempts(2, SECOND, Duration.ZERO, SECOND, 0.1)),
        Optional.of(new Policy.Breaker(10, 0.5, openFor, 2)),
        Optional.empty());
  }

  private static void refused(ThrowingCallable making, String message) {
    assertThatThrownBy(making).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
