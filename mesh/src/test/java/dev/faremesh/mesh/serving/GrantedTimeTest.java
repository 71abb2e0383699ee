package dev.faremesh.mesh.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.mesh.policy.Policies;
import dev.faremesh.mesh.serving.GrantedTime.Ending;
import dev.faremesh.test.v1.EchoServiceGrpc;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GrantedTimeTest {
  private final GrantedTime time = new GrantedTime(Duration.ofMillis(250), Duration.ofMillis(100));

  @Test
  void anAnswerIsLateAfterHalfTheTimeOfAnAttempt() {
    assertThat(judge(Ending.OK, 50)).isEqualTo(Timeliness.IN_TIME);
    assertThat(judge(Ending.OK, 51)).isEqualTo(Timeliness.LATE);
  }

  @Test
  void aCallThatRunsOutOfTimeIsLateIfItHadAFairShare() {
    assertThat(judge(Ending.OUT_OF_TIME, 100)).isEqualTo(Timeliness.LATE);
    assertThat(judge(Ending.OUT_OF_TIME, 50)).isEqualTo(Timeliness.UNKNOWN);
  }

  @DisplayName("T29: a failure says nothing, be it fast or slow")
  @Test
  void failuresAreNoSamples() {
    assertThat(judge(Ending.OTHER, 1)).isEqualTo(Timeliness.UNKNOWN);
    assertThat(judge(Ending.OTHER, 200)).isEqualTo(Timeliness.UNKNOWN);
  }

  @Test
  void theContractGrantsIt() {
    var granted = new GrantedTimes(Policies.ofContracts());
    assertThat(granted.of(EchoServiceGrpc.getGuardedMethod()))
        .contains(new GrantedTime(Duration.ofSeconds(10), Duration.ofSeconds(1)));
    assertThat(granted.of(EchoServiceGrpc.getEchoMethod()))
        .contains(new GrantedTime(Duration.ofSeconds(20), Duration.ofSeconds(20)));
    assertThat(granted.of(EchoServiceGrpc.getEchoFreelyMethod())).isEmpty();
  }

  private Timeliness judge(Ending ending, long millis) {
    return time.judge(ending, TimeUnit.MILLISECONDS.toNanos(millis));
  }
}
