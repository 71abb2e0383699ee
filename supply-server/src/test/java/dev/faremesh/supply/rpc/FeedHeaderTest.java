package dev.faremesh.supply.rpc;

import static dev.faremesh.supply.rpc.Errors.assertError;
import static dev.faremesh.supply.rpc.Messages.TIMES_SQUARE_CELL;
import static dev.faremesh.supply.rpc.Messages.open;
import static dev.faremesh.supply.rpc.Messages.replay;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import dev.faremesh.type.v1.FeedHeader;
import io.grpc.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
final class FeedHeaderTest {
  private static final Instant EPOCH = Instant.parse("2013-01-01T00:00:00Z");

  private final RunningSupply supply = new RunningSupply();

  @AfterEach
  void stop() throws InterruptedException {
    supply.stop();
  }

  @Test
  void reportBeforeTheHeaderEndsTheStream() {
    var feed = supply.openFeed();
    feed.send(open("a", supply.clock.instant(), 60));

    assertError(feed.failure(), Status.Code.INVALID_ARGUMENT, "HEADER_EXPECTED");
  }

  @Test
  void watermarkBeforeTheHeaderEndsTheStream() {
    var feed = supply.openFeed();
    feed.sendWatermark(EPOCH);

    assertError(feed.failure(), Status.Code.INVALID_ARGUMENT, "HEADER_EXPECTED");
  }

  @Test
  void streamWithoutAMessageEndsWell() {
    supply.openFeed().complete();
  }

  @Test
  void secondHeaderIsRejectedAndTheStreamGoesOn() throws InterruptedException {
    var feed = supply.openFeed().live();

    feed.send(FeedHeader.newBuilder().setCity("sfo"));
    feed.assertRejected("HEADER_REPEATED");
    feed.reportOpen("a", 60);
    assertThat(supply.timesSquare().getOpen()).isEqualTo(1);
  }

  @Test
  void epochThatNoRuleCanReckonWithIsRejectedAndTheStreamGoesOn() throws InterruptedException {
    var feed = supply.openFeed();
    for (long seconds : new long[] {Long.MIN_VALUE, -5_156_488_687_706_939_411L, Long.MAX_VALUE}) {
      var absurd = Timestamp.newBuilder().setSeconds(seconds).setNanos(Integer.MAX_VALUE);
      feed.send(FeedHeader.newBuilder().setCity("New York").setEpoch(absurd).setScale(-9e307));
      feed.assertRejected("VALIDATION_FAILED");
    }

    feed.live();
  }

  @Test
  void badHeaderIsRejectedAndAnotherMayFollow() throws InterruptedException {
    var feed = supply.openFeed();
    feed.send(FeedHeader.newBuilder().setCity("New York"));
    feed.assertRejected("VALIDATION_FAILED");
    feed.send(FeedHeader.newBuilder().setCity("nyc").setScale(60)); // live runs at 1
    feed.assertRejected("VALIDATION_FAILED");
    feed.send(replay("nyc", EPOCH, 0));
    feed.assertRejected("VALIDATION_FAILED");
    feed.send(replay("nyc", EPOCH, Double.NaN));
    feed.assertRejected("VALIDATION_FAILED");
    feed.send(replay("nyc", EPOCH, 1).setEpoch(Timestamp.newBuilder().setSeconds(Long.MAX_VALUE)));
    feed.assertRejected("VALIDATION_FAILED");

    feed.live();
  }

  @Test
  void replayThatContradictsALiveFeedIsRefused() throws InterruptedException {
    var live = supply.openFeed().live();
    var replay = supply.openFeed();
    replay.send(replay("nyc", EPOCH, 60));

    var info =
        assertError(replay.failure(), Status.Code.FAILED_PRECONDITION, "EVENT_TIME_CONFLICT");
    assertThat(info.getMetadataMap()).containsEntry("city", "nyc");
    live.reportOpen("a", 60);
  }

  @Test
  void replayAtAnotherScaleIsRefusedWhileOneIsOpen() throws InterruptedException {
    var first = supply.openFeed().replay(EPOCH, 600);
    var other = supply.openFeed();
    other.send(replay("nyc", EPOCH, 60));
    assertError(other.failure(), Status.Code.FAILED_PRECONDITION, "EVENT_TIME_CONFLICT");

    var same = supply.openFeed().replay(EPOCH, 600);
    same.complete();
    first.complete();
  }

  @Test
  void citiesHaveEachATimeOfTheirOwn() throws InterruptedException {
    supply.openFeed().live().reportOpen("a", 60);
    var replay = supply.openFeed();
    replay.send(replay("sfo", EPOCH, 600));
    replay.assertTaken();
    replay.send(open("a", EPOCH, 60));
    replay.assertTaken();

    assertThat(supply.timesSquare().getOpen()).isEqualTo(1);
    assertThat(supply.get("sfo", "standard", TIMES_SQUARE_CELL).getCells(0).getOpen()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 60, 600})
  void replayLapsesLeasesAtItsScale(double scale) throws InterruptedException {
    var feed = supply.openFeed().replay(EPOCH, scale);
    feed.send(open("a", EPOCH, 1200));
    feed.assertTaken();
    var lease = Duration.ofNanos((long) (1200 / scale * 1e9));

    supply.clock.advance(lease.minusMillis(2));
    assertThat(supply.timesSquare().getOpen()).isEqualTo(1);
    assertThat(supply.coverage()).isGreaterThan(0.99);
    supply.clock.advance(Duration.ofMillis(4));
    assertThat(supply.timesSquare().getOpen()).isZero();
    assertThat(supply.coverage()).isZero();
  }

  @Test
  void watermarkHoldsEventTimeBack() throws InterruptedException {
    var feed = supply.openFeed().replay(EPOCH, 600);
    feed.send(open("a", EPOCH, 200));
    feed.assertTaken();
    feed.sendWatermark(EPOCH);
    feed.assertTaken();

    supply.clock.advance(Duration.ofSeconds(30)); // five hours, had the feed kept up
    assertThat(supply.timesSquare().getOpen()).isEqualTo(1);

    feed.sendWatermark(EPOCH.plusSeconds(7200));
    feed.assertTaken();
    assertThat(supply.timesSquare().getOpen()).isZero();
  }

  @Test
  void newEraForgetsWhatWasReported() throws InterruptedException {
    var live = supply.openFeed().live();
    live.reportOpen("a", 60);
    live.complete();
    assertThat(supply.timesSquare().getOpen()).isEqualTo(1);

    supply.openFeed().replay(EPOCH, 600);
    assertThat(supply.timesSquare().hasOpen()).isFalse();
    assertThat(supply.coverage()).isZero();
  }
}
