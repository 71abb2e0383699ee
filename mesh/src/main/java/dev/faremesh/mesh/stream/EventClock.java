package dev.faremesh.mesh.stream;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The event time of a group of feeds, and when it was heard. Live feeds run on the wall clock;
 * replayed ones start at an epoch and run at a scale.
 *
 * <p>A replay that tells its watermark never lets event time run more than {@link #PATIENCE} of
 * wall time past it, so that a replay which falls behind slows time down instead of ageing what it
 * has not told yet. A replay that ends orderly stops time; one that is lost does not, so that what
 * it reported ages as it would live.
 *
 * <p>Feeds that are open at once must agree. When none is open, a feed with another time starts an
 * era of its own: {@code onNewEra} runs, and whoever keeps what was reported must forget it.
 *
 * <p>Safe for use by threads. Event time never runs backwards within an era.
 */
public final class EventClock implements InstantSource {
  /** How far feeds may disagree, in wall time: headers travel, and machines' clocks differ. */
  static final Duration TOLERANCE = Duration.ofSeconds(2);

  /** How long event time runs on without a new watermark, in wall time. */
  static final Duration PATIENCE = Duration.ofMillis(250);

  private final InstantSource wall;
  private final Runnable onNewEra;
  private final HeardSpans heard = new HeardSpans();

  private boolean live = true;
  private double scale = 1;
  private Instant anchorWall;
  private Instant anchorEvent;
  private Instant latest;
  private Instant limit = Instant.MAX;
  private int open;

  /** Starts live: event time is the wall clock's. */
  public EventClock(InstantSource wall, Runnable onNewEra) {
    this.wall = wall;
    this.onNewEra = onNewEra;
    this.anchorWall = wall.instant();
    this.anchorEvent = anchorWall;
    this.latest = anchorWall;
  }

  /** The event time now. */
  @Override
  public synchronized Instant instant() {
    if (live) {
      return advanceTo(wall.instant());
    }
    var elapsed = Duration.between(anchorWall, wall.instant());
    var running = anchorEvent.plus(scaled(elapsed));
    return advanceTo(running.isAfter(limit) ? limit : running);
  }

  /** One look at the clock, in which time does not pass. */
  public synchronized Moment moment() {
    var now = instant();
    if (open > 0) {
      return new Moment(now, Optional.of(now));
    }
    return new Moment(now, heard.last());
  }

  /**
   * The latest time that an honest report can have: a minute ahead, or what feeds may disagree by.
   */
  public synchronized Instant latestCredible() {
    var ahead = Math.max(60_000, TOLERANCE.toMillis() * scale);
    return instant().plusMillis((long) ahead);
  }

  /** Seconds of event time per second of wall time. */
  public synchronized double scale() {
    return scale;
  }

  /** The share of the last {@code window} of event time during which a feed was open, 0 to 1. */
  public synchronized double heardShare(Duration window) {
    return heard.share(window, instant());
  }

  /**
   * That share as it was at a moment.
   *
   * @param window above 0
   * @param until not after now; what lies hours back is forgotten
   */
  public synchronized double heardShare(Duration window, Instant until) {
    return heard.share(window, until);
  }

  /**
   * Opens a live feed.
   *
   * @throws EventTimeConflict when a feed with another time is open
   */
  public Feed openLive() throws EventTimeConflict {
    return open(true, wall.instant(), 1);
  }

  /**
   * Opens a replayed feed.
   *
   * @param epoch the event time now
   * @param scale seconds of event time per second of wall time, above 0
   * @throws EventTimeConflict when a feed with another time is open
   */
  public Feed openReplay(Instant epoch, double scale) throws EventTimeConflict {
    return open(false, epoch, scale);
  }

  private synchronized Feed open(boolean live, Instant epoch, double scale)
      throws EventTimeConflict {
    var now = instant();
    if (live != this.live || scale != this.scale || tooFar(now, epoch, scale)) {
      if (open > 0) {
        throw new EventTimeConflict(
            describe(this.live, now, this.scale), describe(live, epoch, scale));
      }
      startEra(live, epoch, scale);
    } else if (open == 0 && !live) {
      anchor(now, Instant.MAX); // goes on from where it stopped
    }
    if (open++ == 0) {
      heard.begin(instant());
    }
    return new Feed();
  }

  private static boolean tooFar(Instant now, Instant epoch, double scale) {
    var apart = Duration.between(now, epoch).abs();
    return apart.toMillis() > TOLERANCE.toMillis() * Math.max(1, scale);
  }

  private void startEra(boolean live, Instant epoch, double scale) {
    this.live = live;
    this.scale = scale;
    heard.clear();
    latest = epoch;
    anchor(epoch, Instant.MAX);
    onNewEra.run();
  }

  private void anchor(Instant event, Instant limit) {
    anchorWall = wall.instant();
    anchorEvent = event;
    this.limit = limit;
  }

  private Instant advanceTo(Instant time) {
    if (time.isAfter(latest)) {
      latest = time;
    }
    return latest;
  }

  private Duration scaled(Duration wallTime) {
    return Duration.ofNanos((long) (wallTime.toNanos() * scale));
  }

  private synchronized void tell(Instant watermark) {
    if (live) {
      return;
    }
    var now = instant();
    var furthest = watermark.plus(scaled(PATIENCE));
    if (!limit.equals(Instant.MAX) && furthest.isBefore(limit)) {
      return; // another feed has told more
    }
    // The clock keeps its pace from here: a replay that fell behind is not caught up by a jump.
    anchor(watermark.isAfter(now) ? watermark : now, furthest);
  }

  private synchronized void close(boolean orderly) {
    var now = instant();
    if (--open > 0) {
      return;
    }
    heard.end(now);
    if (!live) {
      anchor(now, orderly ? now : Instant.MAX);
    }
  }

  private static String describe(boolean live, Instant time, double scale) {
    return live ? "live" : "replay at %s x%s".formatted(time, scale);
  }

  @Override
  public synchronized String toString() {
    return "EventClock[" + describe(live, instant(), scale) + ", open=" + open + "]";
  }

  /**
   * What a look at the clock tells.
   *
   * @param now the event time
   * @param asOf up to when feeds were heard: now while one is open, empty when there was none
   */
  public record Moment(Instant now, Optional<Instant> asOf) {
    /** Event time since feeds were last heard: 0 while one is open, empty when there was none. */
    public Optional<Duration> age() {
      return asOf.map(time -> Duration.between(time, now));
    }
  }

  /** One open feed. Ends once: a second ending is ignored. */
  public final class Feed {
    private boolean closed;

    private Feed() {}

    /** Everything observed up to this event time has been told. Ignored when the feed is live. */
    public void watermark(Instant eventTime) {
      tell(eventTime);
    }

    /** The feed said all that it had to say. */
    public void end() {
      closeOnce(true);
    }

    /** The feed broke off. */
    public void lose() {
      closeOnce(false);
    }

    private void closeOnce(boolean orderly) {
      synchronized (EventClock.this) {
        if (!closed) {
          closed = true;
          close(orderly);
        }
      }
    }
  }
}
