package dev.faremesh.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class InFlightTest {
  @Test
  void limitGrowsWithAnswersUpToTheMost() {
    var inFlight = new InFlight(40);
    for (int answer = 0; answer < 100; answer++) {
      inFlight.answered();
    }

    assertThat(inFlight).hasToString("InFlight[underWay=0, limit=40]");
  }

  @Test
  void limitHalvesWhenACallIsLostButStaysAtTheLeast() {
    var inFlight = new InFlight(256);
    inFlight.lost();
    assertThat(inFlight).hasToString("InFlight[underWay=0, limit=16]");
    for (int lost = 0; lost < 9; lost++) {
      inFlight.lost();
    }

    assertThat(inFlight).hasToString("InFlight[underWay=0, limit=8]");
  }

  @Test
  void waitingForNoneIsBounded() throws InterruptedException {
    var inFlight = new InFlight(256);
    inFlight.enter();

    assertThat(inFlight.awaitNone(Duration.ofMillis(1))).isFalse();
    inFlight.leave();
    assertThat(inFlight.awaitNone(Duration.ofMillis(1))).isTrue();
  }
}
