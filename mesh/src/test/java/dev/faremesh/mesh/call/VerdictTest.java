package dev.faremesh.mesh.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.mesh.ErrorStatus;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.Status.Code;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VerdictTest {
  private static final boolean FAIR = true;
  private static final boolean HURRIED = false;

  @ParameterizedTest
  @EnumSource(names = {"UNAVAILABLE", "DEADLINE_EXCEEDED", "INTERNAL", "UNKNOWN", "DATA_LOSS"})
  void failuresSpeakAgainstTheCallee(Code code) {
    assertThat(of(code.toStatus(), FAIR)).isEqualTo(Verdict.FAILURE);
  }

  @DisplayName("T6: UNIMPLEMENTED, as of a callee of another version in a rollout, is an answer")
  @Test
  void unimplementedIsAnAnswer() {
    assertThat(of(Status.UNIMPLEMENTED, FAIR)).isEqualTo(Verdict.SUCCESS);
  }

  @DisplayName("T1: what is wrong with a request does not speak against the callee")
  @ParameterizedTest
  @EnumSource(
      names = {
        "INVALID_ARGUMENT",
        "NOT_FOUND",
        "ALREADY_EXISTS",
        "FAILED_PRECONDITION",
        "ABORTED",
        "OUT_OF_RANGE",
        "PERMISSION_DENIED",
        "UNAUTHENTICATED"
      })
  void wrongRequestsAreAnswers(Code code) {
    assertThat(of(code.toStatus(), FAIR)).isEqualTo(Verdict.SUCCESS);
  }

  @Test
  void aCallerThatGaveUpSaysNothing() {
    assertThat(of(Status.CANCELLED, FAIR)).isEqualTo(Verdict.IGNORED);
  }

  @DisplayName("T5: a deadline that was too short when it came says nothing of the callee")
  @Test
  void aHurriedAttemptThatRunsOutOfTimeIsIgnored() {
    assertThat(of(Status.DEADLINE_EXCEEDED, HURRIED)).isEqualTo(Verdict.IGNORED);
  }

  @DisplayName("T3: RESOURCE_EXHAUSTED of a message over a limit is no overload")
  @Test
  void sizeIsNotOverload() {
    var ours = ErrorStatus.of(Code.RESOURCE_EXHAUSTED, "MESSAGE_TOO_LARGE", "2 MiB", Map.of());
    assertThat(
            Verdict.of(
                ours.getStatus(), Optional.ofNullable(ours.getTrailers()).orElseThrow(), FAIR))
        .isEqualTo(Verdict.IGNORED);
    var grpcs =
        Status.RESOURCE_EXHAUSTED.withDescription(
            "gRPC message exceeds maximum size 4194304: 4194309");
    assertThat(of(grpcs, FAIR)).isEqualTo(Verdict.IGNORED);
    assertThat(of(Status.RESOURCE_EXHAUSTED.withDescription("queue full"), FAIR))
        .isEqualTo(Verdict.FAILURE);
  }

  @DisplayName("T5: a rejection that the callee relays is not the callee's failure")
  @Test
  void aRelayedRejectionIsIgnored() {
    var relayed = Rejection.by("breaker", Code.UNAVAILABLE, "BREAKER_OPEN", "supply is down");
    assertThat(
            Verdict.of(
                relayed.status(), Optional.ofNullable(relayed.trailers()).orElseThrow(), FAIR))
        .isEqualTo(Verdict.IGNORED);
  }

  @DisplayName("T41: connections that end in order are no failure")
  @Test
  void lifecycleIsIgnored() {
    assertThat(of(Status.UNAVAILABLE.withDescription("GOAWAY closed buffered stream"), FAIR))
        .isEqualTo(Verdict.IGNORED);
    assertThat(of(Status.UNAVAILABLE.withDescription("io exception"), FAIR))
        .isEqualTo(Verdict.FAILURE);
  }

  private static Verdict of(Status status, boolean fairShare) {
    return Verdict.of(status, new Metadata(), fairShare);
  }
}
