package dev.faremesh.mesh.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.mesh.policy.Policy;
import io.grpc.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BreakerTest {
  private static final Duration OPEN_FOR = Duration.ofSeconds(5);
  private static final Policy.Breaker POLICY = new Policy.Breaker(10, 0.5, OPEN_FOR, 2);

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));
  private final AtomicInteger probing = new AtomicInteger();
  private final Breaker breaker = breaker(new Random(1));

  @DisplayName("T2: half UNAVAILABLE, half CANCELLED opens: what is ignored is not a success")
  @Test
  void ignoredOutcomesDoNotDiluteFailures() {
    for (int i = 0; i < 5; i++) {
      end(Verdict.IGNORED);
      end(Verdict.FAILURE);
    }
    assertThat(breaker.numbers().state()).isEqualTo("OPEN");
  }

  @DisplayName("T1: a thousand answers, whatever they say, leave it closed")
  @Test
  void answersLeaveItClosed() {
    for (int i = 0; i < 1000; i++) {
      end(Verdict.SUCCESS);
    }
    assertThat(breaker.numbers().state()).isEqualTo("CLOSED");
  }

  @Test
  void openRejectsUntilItsTimeIsOverAndProbesCloseIt() {
    trip();
    assertThat(breaker.tryAcquire()).isNull();
    pass(OPEN_FOR.multipliedBy(2));
    end(Verdict.SUCCESS);
    assertThat(breaker.numbers().state()).isEqualTo("HALF_OPEN");
    end(Verdict.SUCCESS);
    assertThat(breaker.numbers().state()).isEqualTo("CLOSED");
    assertThat(probing).hasValue(1);
  }

  @DisplayName("T20: of a thousand waiting callers two probe")
  @Test
  void probesAreCapped() {
    trip();
    pass(OPEN_FOR.multipliedBy(2));
    List<Permit> probes = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      Optional.ofNullable(breaker.tryAcquire()).ifPresent(probes::add);
    }
    assertThat(probes).hasSize(2);
  }

  @DisplayName("T21: an answer from before the trip neither closes it nor counts as a probe")
  @Test
  void lateOutcomesOfAnEarlierEraDoNotCount() {
    var before = acquire();
    var alsoBefore = acquire();
    trip();
    pass(OPEN_FOR.multipliedBy(2));
    var probe = acquire();
    before.settle(Verdict.SUCCESS, Status.OK, 1);
    alsoBefore.settle(Verdict.SUCCESS, Status.OK, 1);
    assertThat(breaker.numbers().state()).isEqualTo("HALF_OPEN");
    probe.settle(Verdict.FAILURE, Status.UNAVAILABLE, 1);
    acquire().settle(Verdict.FAILURE, Status.UNAVAILABLE, 1);
    assertThat(breaker.numbers().state()).isEqualTo("OPEN");
  }

  @DisplayName("T21: a permit of an earlier era that comes back adds no probe")
  @Test
  void aLateReleaseAddsNoProbe() {
    var before = acquire();
    trip();
    pass(OPEN_FOR.multipliedBy(2));
    acquire();
    acquire();
    before.settle(Verdict.IGNORED, Status.CANCELLED, 1);
    assertThat(breaker.tryAcquire()).isNull();
  }

  @DisplayName("T22: a probe that is cancelled gives its permit back, once")
  @Test
  void anIgnoredProbeMakesRoomForOneOther() {
    trip();
    pass(OPEN_FOR.multipliedBy(2));
    var cancelled = acquire();
    acquire();
    cancelled.settle(Verdict.IGNORED, Status.CANCELLED, 1);
    cancelled.settle(Verdict.IGNORED, Status.CANCELLED, 1);
    acquire();
    assertThat(breaker.tryAcquire()).isNull();
  }

  @DisplayName("T22: probes that never end do not keep it half-open for ever")
  @Test
  void halfOpenIsTimeBoxed() {
    trip();
    pass(OPEN_FOR.multipliedBy(2));
    acquire();
    acquire();
    pass(OPEN_FOR);
    assertThat(breaker.tryAcquire()).isNull();
    assertThat(breaker.numbers().state()).isEqualTo("OPEN");
    pass(OPEN_FOR.multipliedBy(2));
    assertThat(breaker.tryAcquire()).isNotNull();
  }

  @DisplayName("T23: callers that tripped together do not probe in step")
  @Test
  void openTimesAreSpread() {
    var openings = new HashSet<Long>();
    var random = new Random(7);
    for (int i = 0; i < 20; i++) {
      var caller = breaker(random);
      trip(caller);
      var opened = now.get();
      long waited = 0;
      while (caller.tryAcquire() == null) {
        waited += 50;
        now.set(opened.plusMillis(waited));
      }
      now.set(opened);
      assertThat(waited).isBetween(5_000L, 6_100L);
      openings.add(waited);
    }
    assertThat(openings).hasSizeGreaterThan(5);
  }

  private void trip() {
    trip(breaker);
  }

  private static void trip(Breaker breaker) {
    while (breaker.closed()) {
      Optional.ofNullable(breaker.tryAcquire())
          .orElseThrow()
          .settle(Verdict.FAILURE, Status.UNAVAILABLE, 1);
    }
    assertThat(breaker.numbers().state()).isEqualTo("OPEN");
  }

  private void end(Verdict verdict) {
    acquire().settle(verdict, Status.OK, 1);
  }

  private Permit acquire() {
    return Optional.ofNullable(breaker.tryAcquire()).orElseThrow();
  }

  private Breaker breaker(Random random) {
    return new Breaker("supply/GetSupply", POLICY, now::get, random, probing::incrementAndGet);
  }

  private void pass(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }
}
