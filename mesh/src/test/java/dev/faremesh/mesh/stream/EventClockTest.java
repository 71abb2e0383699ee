package dev.faremesh.mesh.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class EventClockTest {
  private static final Instant WALL = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant EPOCH = Instant.parse("2013-01-01T05:00:00Z");

  private final AtomicReference<Instant> wall = new AtomicReference<>(WALL);
  private final AtomicInteger eras = new AtomicInteger();
  private final EventClock clock = new EventClock(wall::get, eras::incrementAndGet);

  @Test
  void liveTimeIsTheWallClocks() throws EventTimeConflict {
    clock.openLive();
    pass(Duration.ofSeconds(7));
    assertThat(clock.instant()).isEqualTo(WALL.plusSeconds(7));
    assertThat(eras).hasValue(0);
  }

  @Test
  void replayRunsAtItsScale() throws EventTimeConflict {
    clock.openReplay(EPOCH, 600);
    pass(Duration.ofSeconds(3));
    assertThat(clock.instant()).isEqualTo(EPOCH.plusSeconds(1800));
  }

  @Test
  void aWatermarkHoldsTimeBackAndLetsItGoOnWithoutAJump() throws EventTimeConflict {
    var feed = clock.openReplay(EPOCH, 600);
    feed.watermark(EPOCH);
    pass(Duration.ofSeconds(3)); // the replay has fallen behind
    var held = EPOCH.plusSeconds(150); // 250 ms of patience at 600x
    assertThat(clock.instant()).isEqualTo(held);
    feed.watermark(EPOCH.plusSeconds(100));
    assertThat(clock.instant()).isEqualTo(held);
    pass(Duration.ofMillis(100));
    assertThat(clock.instant()).isEqualTo(held.plusSeconds(60));
  }

  @Test
  void aWatermarkAheadOfTimeMovesItThere() throws EventTimeConflict {
    var feed = clock.openReplay(EPOCH, 10);
    feed.watermark(EPOCH.plusSeconds(90));
    assertThat(clock.instant()).isEqualTo(EPOCH.plusSeconds(90));
  }

  @Test
  void theFeedThatHasToldMostSetsTheLimit() throws EventTimeConflict {
    var ahead = clock.openReplay(EPOCH, 60);
    var behind = clock.openReplay(EPOCH, 60);
    ahead.watermark(EPOCH.plusSeconds(600));
    behind.watermark(EPOCH.plusSeconds(30));
    pass(Duration.ofMillis(100));
    assertThat(clock.instant()).isEqualTo(EPOCH.plusSeconds(606));
  }

  @Test
  void aReplayThatEndsOrderlyStopsTime() throws EventTimeConflict {
    var feed = clock.openReplay(EPOCH, 60);
    pass(Duration.ofSeconds(2));
    feed.end();
    pass(Duration.ofMinutes(5));
    assertThat(clock.instant()).isEqualTo(EPOCH.plusSeconds(120));
    assertThat(clock.moment().asOf()).contains(EPOCH.plusSeconds(120));
  }

  @Test
  void aReplayThatIsLostLetsTimeRunOnPastItsWatermark() throws EventTimeConflict {
    var feed = clock.openReplay(EPOCH, 60);
    feed.watermark(EPOCH);
    feed.lose();
    pass(Duration.ofSeconds(10));
    assertThat(clock.instant()).isEqualTo(EPOCH.plusSeconds(600));
    assertThat(clock.moment().asOf()).contains(EPOCH);
  }

  @Test
  void aFeedEndsOnce() throws EventTimeConflict {
    var first = clock.openReplay(EPOCH, 60);
    clock.openReplay(EPOCH, 60);
    first.end();
    first.end();
    pass(Duration.ofSeconds(1));
    assertThat(clock.instant()).isEqualTo(EPOCH.plusSeconds(60));
  }

  @Test
  void contradictingFeedsAreRefusedWhileOneIsOpen() throws EventTimeConflict {
    clock.openReplay(EPOCH, 60);
    assertThatThrownBy(clock::openLive)
        .isInstanceOf(EventTimeConflict.class)
        .hasMessageContaining("live")
        .hasMessageContaining("replay at 2013-01-01T05:00:00Z x60.0");
    assertThatThrownBy(() -> clock.openReplay(EPOCH, 61)).isInstanceOf(EventTimeConflict.class);
    assertThatThrownBy(() -> clock.openReplay(EPOCH.plusSeconds(121), 60))
        .isInstanceOf(EventTimeConflict.class);
    clock.openReplay(EPOCH.plusSeconds(119), 60); // within two seconds of wall time
    assertThat(eras).hasValue(1);
  }

  @Test
  void anotherTimeStartsANewEraWhenNoFeedIsOpen() throws EventTimeConflict {
    clock.openLive().end();
    clock.openReplay(EPOCH, 60).end();
    assertThat(eras).hasValue(1);
    clock.openReplay(EPOCH, 60).end(); // the same time: goes on
    assertThat(eras).hasValue(1);
    clock.openLive();
    assertThat(eras).hasValue(2);
    assertThat(clock.instant()).isEqualTo(WALL);
  }

  @Test
  void aStoppedReplayGoesOnFromWhereItStopped() throws EventTimeConflict {
    clock.openReplay(EPOCH, 60).end();
    pass(Duration.ofHours(1));
    clock.openReplay(EPOCH, 60);
    pass(Duration.ofSeconds(1));
    assertThat(clock.instant()).isEqualTo(EPOCH.plusSeconds(60));
    assertThat(eras).hasValue(1);
  }

  @Test
  void nothingIsHeardBeforeTheFirstFeed() {
    assertThat(clock.moment().asOf()).isEmpty();
    assertThat(clock.heardShare(Duration.ofMinutes(5))).isZero();
  }

  @Test
  void heardShareCountsTheTimeThatAFeedWasOpen() throws EventTimeConflict {
    var feed = clock.openLive();
    pass(Duration.ofSeconds(30));
    assertThat(clock.heardShare(Duration.ofSeconds(100))).isEqualTo(0.30);
    pass(Duration.ofSeconds(90));
    assertThat(clock.heardShare(Duration.ofSeconds(100))).isEqualTo(1);
    feed.lose();
    pass(Duration.ofSeconds(60));
    assertThat(clock.heardShare(Duration.ofSeconds(100))).isEqualTo(0.40);
    clock.openLive();
    pass(Duration.ofSeconds(20));
    assertThat(clock.heardShare(Duration.ofSeconds(100))).isEqualTo(0.40);
  }

  @Test
  void twoOpenFeedsAreNotHeardTwice() throws EventTimeConflict {
    clock.openLive();
    clock.openLive();
    pass(Duration.ofSeconds(10));
    assertThat(clock.heardShare(Duration.ofSeconds(100))).isEqualTo(0.10);
  }

  @Test
  void heardShareOfTheTimeBeforeAMomentIsAsItWasThen() throws EventTimeConflict {
    pass(Duration.ofSeconds(10));
    var feed = clock.openLive();
    pass(Duration.ofSeconds(30));
    feed.lose();
    pass(Duration.ofSeconds(500));

    var window = Duration.ofSeconds(100);
    assertThat(clock.heardShare(window, WALL.plusSeconds(10))).isZero();
    assertThat(clock.heardShare(window, WALL.plusSeconds(30))).isEqualTo(0.20);
    assertThat(clock.heardShare(window, WALL.plusSeconds(100))).isEqualTo(0.30);
    assertThat(clock.heardShare(window, WALL.plusSeconds(125))).isEqualTo(0.15);
    assertThat(clock.heardShare(window, WALL.plusSeconds(140))).isZero();
  }

  @Test
  void scaleIsThatOfTheEra() throws EventTimeConflict {
    assertThat(clock.scale()).isEqualTo(1);
    clock.openReplay(EPOCH, 600).end();
    assertThat(clock.scale()).isEqualTo(600);
    clock.openLive();
    assertThat(clock.scale()).isEqualTo(1);
  }

  @Test
  void aLookAtAFastClockIsOfOneMoment() throws EventTimeConflict {
    var running = new EventClock(() -> wall.updateAndGet(now -> now.plusMillis(3)), () -> {});
    running.openReplay(EPOCH, 600);
    assertThat(running.moment().age()).contains(Duration.ZERO);
  }

  @Test
  void aWallClockThatJumpsBackStopsTimeUntilItIsThereAgain() throws EventTimeConflict {
    clock.openLive();
    pass(Duration.ofSeconds(60));
    assertThat(clock.instant()).isEqualTo(WALL.plusSeconds(60));
    pass(Duration.ofSeconds(-45));
    assertThat(clock.instant()).isEqualTo(WALL.plusSeconds(60));
  }

  @Test
  void reportsMayBeAheadByWhatFeedsMayDisagree() throws EventTimeConflict {
    assertThat(clock.latestCredible()).isEqualTo(WALL.plusSeconds(60));
    clock.openReplay(EPOCH, 600);
    assertThat(clock.latestCredible()).isEqualTo(EPOCH.plusSeconds(1200));
  }

  private void pass(Duration time) {
    wall.updateAndGet(now -> now.plus(time));
  }
}
