package dev.faremesh.supply;

import java.time.Instant;
import java.util.function.Consumer;

/** The minutes of event time that pass, each told once, in order. Not safe for use by threads. */
final class Minutes {
  /**
   * How many are told at once: an index that followed all others is where it would be without them,
   * for it forgets, and has come down from any height by then.
   */
  static final int MOST = 120;

  private static final long SECONDS = 60;
  private static final long NONE = Long.MIN_VALUE;

  private long told = NONE;

  /**
   * Time has come to {@code now}.
   *
   * @param minute is told the end of each minute that ended since the last call; of more than
   *     {@link #MOST} only the last ones
   */
  void passTo(Instant now, Consumer<Instant> minute) {
    long current = Math.floorDiv(now.getEpochSecond(), SECONDS);
    if (told == NONE) {
      told = current;
    }
    for (told = Math.max(told, current - MOST); told < current; ) {
      told++;
      minute.accept(Instant.ofEpochSecond(told * SECONDS));
    }
  }

  /** Time begins anew. */
  void clear() {
    told = NONE;
  }
}
