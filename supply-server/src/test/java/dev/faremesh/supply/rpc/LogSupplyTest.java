package dev.faremesh.supply.rpc;

import static dev.faremesh.supply.rpc.Messages.TIMES_SQUARE_CELL;
import static dev.faremesh.supply.rpc.Messages.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faremesh.supply.SupplyBalance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
final class LogSupplyTest {
  private static final Instant EPOCH = Instant.parse("2014-04-04T20:00:00Z");
  private static final String NEIGHBOUR = "882a100d65fffff";
  private static final String FAR = Messages.AIRPORT_CELL;
  private static final int LEASE = 3600;

  private final RunningSupply supply = new RunningSupply();

  @AfterEach
  void stop() throws InterruptedException {
    supply.stop();
  }

  @Test
  void numbersAreThoseOfTheContract() {
    assertThat(ContractBalance.read())
        .isEqualTo(
            new SupplyBalance(
                Duration.ofMinutes(5), List.of(1.0, 0.5, 0.2), 3, 1, 1, 0.5, 0.3, 1.25, 0.86));
  }

  @Test
  void driversOfACellAreSupplyOfThoseAroundIt() throws InterruptedException {
    var feed = supply.openFeed().live();
    for (int driver = 0; driver < 8; driver++) {
      feed.reportOpen("d" + driver, LEASE);
    }

    assertThat(log(TIMES_SQUARE_CELL)).isEqualTo(Math.log(8 - 1 + 3), within(1e-12));
    assertThat(log(NEIGHBOUR)).isEqualTo(Math.log(4 - 1 + 3), within(1e-12));
    assertThat(log(FAR)).isEqualTo(Math.log(3), within(1e-12));
  }

  @Test
  void replayAtSixHundredTimesMovesOnceAMinuteOfItsOwnTime() throws InterruptedException {
    var feed = supply.openFeed().replay(EPOCH, 600);
    report(feed, 0, 8, EPOCH);
    supply.clock.advance(Duration.ofSeconds(6)); // an hour: the lease was heard
    report(feed, 0, 8, EPOCH.plusSeconds(3600));
    supply.clock.advance(Duration.ofMillis(100));
    assertThat(supply.coverage()).isEqualTo(1);
    assertThat(log(TIMES_SQUARE_CELL)).isEqualTo(Math.log(10), within(1e-12));

    report(feed, 8, 9, EPOCH.plusSeconds(3660));
    supply.clock.advance(Duration.ofMillis(99));
    assertThat(log(TIMES_SQUARE_CELL)).isEqualTo(Math.log(10), within(1e-12));
    supply.clock.advance(Duration.ofMillis(1));
    assertThat(log(TIMES_SQUARE_CELL)).isEqualTo(Math.log(10) + 0.3 * Math.log(1.1), within(1e-12));
  }

  @Test
  void answerSaysHowFastEventTimeRuns() throws InterruptedException {
    var live = supply.openFeed().live();
    assertThat(scale()).isEqualTo(1);
    live.complete();
    supply.openFeed().replay(EPOCH, 600);
    assertThat(scale()).isEqualTo(600);
    assertThat(supply.get("atlantis", "standard", FAR).getFreshness().hasScale()).isFalse();
  }

  @Test
  void anotherEraBeginsWithoutTheSupplyOfTheLast() throws InterruptedException {
    var live = supply.openFeed().live();
    for (int driver = 0; driver < 8; driver++) {
      live.reportOpen("d" + driver, LEASE);
    }
    supply.clock.advance(Duration.ofHours(1));
    assertThat(log(TIMES_SQUARE_CELL)).isEqualTo(Math.log(3), within(1e-9));
    live.complete();
    var feed = supply.openFeed().replay(EPOCH, 600);
    report(feed, 0, 5, EPOCH);

    assertThat(log(TIMES_SQUARE_CELL)).isEqualTo(Math.log(5 - 1 + 3), within(1e-12));
  }

  private static void report(FeedClient feed, int from, int to, Instant observed)
      throws InterruptedException {
    for (int driver = from; driver < to; driver++) {
      feed.send(open("d" + driver, observed, LEASE));
      feed.assertTaken();
    }
  }

  private double scale() {
    return supply.get("nyc", "standard", FAR).getFreshness().getScale();
  }

  private double log(String cell) {
    return supply.get("nyc", "standard", cell).getCells(0).getLogSupply();
  }
}
