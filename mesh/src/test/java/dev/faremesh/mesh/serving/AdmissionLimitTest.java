package dev.faremesh.mesh.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.mesh.propagation.Criticality;
import dev.faremesh.mesh.serving.AdmissionLimit.Permit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AdmissionLimitTest {
  private static final int MOST = 200;

  private final AdmissionLimit limit = new AdmissionLimit(MOST);

  @Test
  void eachClassFillsItsShareAndNoMore() {
    var small = new AdmissionLimit(20);
    assertThat(fill(small, Criticality.SHEDDABLE)).hasSize(10);
    assertThat(fill(small, Criticality.SHEDDABLE_PLUS)).hasSize(5);
    assertThat(fill(small, Criticality.CRITICAL)).hasSize(3);
    assertThat(fill(small, Criticality.CRITICAL_PLUS)).hasSize(2);
    assertThat(small.underWay()).isEqualTo(20);
  }

  @Test
  void oneAtATimeIsEnoughToServeEveryClass() {
    for (Criticality criticality : Criticality.values()) {
      assertThat(fill(new AdmissionLimit(1), criticality)).hasSize(1);
    }
  }

  @DisplayName("T19: a permit that is given back twice counts once")
  @Test
  void aPermitEndsOnce() {
    var permit = acquire();
    var _ = acquire();
    permit.end(Timeliness.UNKNOWN);
    permit.end(Timeliness.IN_TIME);
    assertThat(limit.underWay()).isEqualTo(1);
  }

  @Test
  void lateCallsLowerItToFourFifthsOfWhatWasUnderWay() {
    round(50, Timeliness.LATE);
    assertThat(limit.inForce()).isEqualTo(40);
    round(40, Timeliness.LATE);
    assertThat(limit.inForce()).isEqualTo(32);
  }

  @Test
  void aTenthMayBeLate() {
    var permits = fill(limit, Criticality.CRITICAL_PLUS).subList(0, 100);
    permits.subList(0, 10).forEach(p -> p.end(Timeliness.LATE));
    permits.subList(10, 100).forEach(p -> p.end(Timeliness.IN_TIME));
    assertThat(limit.inForce()).isEqualTo(MOST);
  }

  @Test
  void itRisesAgainWhenCallsAreInTime() {
    round(50, Timeliness.LATE);
    for (int calls = 0; calls < 1_000; calls++) {
      acquire().end(Timeliness.IN_TIME);
    }
    assertThat(limit.inForce()).isEqualTo(MOST);
  }

  @Test
  void withFewUnderWayLatenessIsNotTheLoads() {
    for (int calls = 0; calls < 1_000; calls++) {
      round(AdmissionLimit.FLOOR, Timeliness.LATE);
    }
    assertThat(limit.inForce()).isEqualTo(MOST);
  }

  @DisplayName("T12, T29: callers that give up and calls that fail fast teach it nothing")
  @Test
  void whatSaysNothingChangesNothing() {
    round(50, Timeliness.LATE);
    for (int rounds = 0; rounds < 100; rounds++) {
      round(30, Timeliness.UNKNOWN);
    }
    assertThat(limit.inForce()).isEqualTo(40);
    assertThat(limit.underWay()).isZero();
  }

  @DisplayName("T28: four workers that are overloaded shed, and stay as busy as they can be")
  @Test
  void aSmallServerSheds() {
    var small = new SmallServer(limit);
    small.run(10_000); // to find its limit
    assertThat(limit.inForce()).isLessThan(40);
    int before = small.inTime;
    small.run(10_000);
    assertThat(small.inTime - before).isGreaterThan(9 * SmallServer.CAPACITY);
  }

  private Permit acquire() {
    return limit.tryAcquire(Criticality.CRITICAL_PLUS).orElseThrow();
  }

  private void round(int underWay, Timeliness timeliness) {
    List<Permit> permits = new ArrayList<>();
    for (int i = 0; i < underWay; i++) {
      permits.add(acquire());
    }
    permits.forEach(permit -> permit.end(timeliness));
  }

  private static List<Permit> fill(AdmissionLimit limit, Criticality criticality) {
    List<Permit> permits = new ArrayList<>();
    for (var permit = limit.tryAcquire(criticality);
        permit.isPresent();
        permit = limit.tryAcquire(criticality)) {
      permits.add(permit.get());
    }
    return permits;
  }
}
