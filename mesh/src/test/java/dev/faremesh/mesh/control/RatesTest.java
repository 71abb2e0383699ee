package dev.faremesh.mesh.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faremesh.mesh.v1.CallNumbers;
import io.grpc.Status;
import java.io.IOException;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rates over the last ten seconds, on a clock that is moved; each call moves it by 4 ms. */
@Timeout(30)
final class RatesTest {
  private static final Offset<Double> EXACTLY = within(1e-9);

  private final ObservedProcess process = new ObservedProcess(false);

  RatesTest() throws IOException {}

  @AfterEach
  void stop() {
    process.close();
  }

  @Test
  void beforeTenSecondsTheRateIsOverWhatHasPassed() {
    process.failing(Status.INVALID_ARGUMENT).call(28);
    process.seconds(4);

    assertThat(calls().getRate()).isCloseTo(28 / 4.112, EXACTLY);
    assertThat(calls().getOkRate()).isCloseTo(27 / 4.112, EXACTLY);
    assertThat(process.method().getAttempts().getRate()).isEqualTo(calls().getRate());
  }

  @Test
  void firstSecondCountsAsIfItWereOver() {
    process.call(6);

    assertThat(calls().getRate()).isEqualTo(6);
  }

  @Test
  void whatIsOlderThanTenSecondsNoLongerCounts() {
    process.call(30);
    process.seconds(5);
    process.call(20);
    process.seconds(7);
    assertThat(calls().getRate()).isCloseTo(20 / 10.08, EXACTLY);
    assertThat(calls().getTotal()).isEqualTo(50);

    process.seconds(7);
    assertThat(calls().getRate()).isZero();
    assertThat(calls().getTotal()).isEqualTo(50);
  }

  @Test
  void methodThatIsNewIsMeasuredOverTenSecondsLikeTheOthers() {
    process.seconds(20);
    process.call(30);
    process.seconds(3);

    assertThat(calls().getRate()).isCloseTo(30 / 10.12, EXACTLY);
  }

  @Test
  void timeInWhichTheProcessStoodStillCounts() {
    process.seconds(20);
    process.leap(60_000);
    process.call(14);

    assertThat(calls().getRate()).isCloseTo(14 / 60.056, EXACTLY);
  }

  @Test
  void oneReadingIsRepeatedUntilTheServiceCloses() {
    assertThat(process.ticks.repeated()).isEqualTo(1);
    process.close();
    assertThat(process.ticks.repeated()).isZero();
  }

  private CallNumbers calls() {
    return process.method().getCalls();
  }
}
