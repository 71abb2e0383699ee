package dev.faremesh.demand.forecast;

import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongSet;
import it.unimi.dsi.fastutil.longs.LongSets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * How many sessions of one product to expect in the cells of one city: the hour-of-week profile,
 * times the level of the city, times the level of the cell.
 *
 * <p>Both levels are discounted gamma-Poisson (an EWMA of counts over one of expectations): they
 * learn from each slot of five minutes when it closes. Slots are of event time. Two are open at a
 * time, so that what comes out of order is counted where it belongs: the open one and the next. A
 * forecast takes what was counted in them for as much as the share of them that has passed, so that
 * a crowd shows before its slot closes. A cell without a history has an EWMA of its counts alone.
 *
 * <p>Missing is not zero: a slot without a single session, where a city should have had {@value
 * #SILENCE} or more, was not heard, and nothing is learnt from it.
 *
 * <p>State and update cost per cell are O(1). Not safe for use by threads.
 */
public final class DemandForecast {
  private static final double SILENCE = 8;

  /** Sessions per slot where there never were any. */
  private static final double UNSEEN = 0.002;

  private static final Curve NO_HISTORY = new Curve.Flat(UNSEEN);

  private static final Duration LONGEST = Duration.ofDays(1);
  private static final long NEVER = Long.MIN_VALUE;

  private final Profile profile;
  private final WeekSlots week;
  private final CalibrationHour calibration;
  private final Long2ObjectOpenHashMap<Tally> cells = new Long2ObjectOpenHashMap<>();
  private Tally city = tally(new Curve.Flat(0), Memory.CITY);
  private long open = NEVER;
  private int openOfWeek;
  private int nextOfWeek;
  private double missed;
  private double nextMissed;

  /** Nothing counted yet; chance has a fixed seed. */
  public DemandForecast(Profile profile, ZoneId zone) {
    this(profile, zone, new SplittableRandom(1));
  }

  /**
   * Nothing counted yet.
   *
   * @param chance decides, for calibration, at the ends of intervals
   * @throws IllegalArgumentException when the profile was made in another zone
   */
  public DemandForecast(Profile profile, ZoneId zone, RandomGenerator chance) {
    var made = profile.zone().orElse(zone);
    if (!made.equals(zone)) {
      throw new IllegalArgumentException(
          "zone: %s (expected: %s, in which the profile was made)".formatted(zone, made));
    }
    this.profile = profile;
    this.week = new WeekSlots(zone);
    this.calibration = new CalibrationHour(chance);
  }

  /** Starts to listen: what is known is the profile. */
  private void begin(Instant at) {
    if (open != NEVER) {
      return;
    }
    openAt(WeekSlots.at(at));
    missed = WeekSlots.passed(open, at);
    nextMissed = 0;
    city = tally(profile.city(), Memory.CITY);
    cells.clear();
    profile.curves().forEach((cell, curve) -> cells.put(cell, tally(curve, Memory.CELL)));
    calibration.clear();
  }

  private Tally tally(Curve curve, Memory memory) {
    return new Tally(curve, memory, memory.weight(curve.at(openOfWeek)));
  }

  private static Tally unseen() {
    return new Tally(NO_HISTORY, Memory.UNSEEN, UNSEEN);
  }

  /**
   * Counts a session in the slot in which it happened.
   *
   * @return whether it was: not when that slot is closed, or later than the next one
   */
  public boolean count(long cell, Instant at) {
    begin(at);
    long slot = WeekSlots.at(at);
    if (slot < open || slot > open + 1) {
      return false;
    }
    cells.computeIfAbsent(cell, _ -> unseen()).count(slot > open);
    city.count(slot > open);
    return true;
  }

  /**
   * Closes the slots that have ended by now. A clock that jumped back changes nothing; one that
   * jumped more than a day ahead begins anew.
   */
  public void closeThrough(Instant now) {
    begin(now);
    long until = WeekSlots.at(now);
    if (until - open > LONGEST.dividedBy(WeekSlots.LENGTH)) {
      open = NEVER;
      begin(now);
    }
    for (; open < until; openAt(open + 1)) {
      close();
      missed = nextMissed;
      nextMissed = 0;
    }
  }

  /**
   * Nobody listened for so long to the slot that holds a moment, if it is one of the two that are
   * open: what is counted in it stands for the rest of it alone.
   */
  public void missed(Instant at, Duration time) {
    begin(at);
    double share = time.toNanos() / (double) WeekSlots.LENGTH.toNanos();
    long slot = WeekSlots.at(at);
    if (slot == open) {
      missed = Math.min(1, missed + share);
    } else if (slot == open + 1) {
      nextMissed = Math.min(1, nextMissed + share);
    }
  }

  private void openAt(long slot) {
    open = slot;
    openOfWeek = week.ofWeek(slot);
    nextOfWeek = week.ofWeek(slot + 1);
  }

  private void close() {
    double expected = city.expected(openOfWeek);
    double before = city.level().mean();
    double heard = isSilent(city.open(), before * (1 - missed) * expected) ? 0 : 1 - missed;
    city.close(expected, expected > 0 ? heard : 0);
    double after = city.level().mean();
    var each = cells.values().iterator();
    while (each.hasNext()) {
      var cell = each.next();
      double usual = cell.expected(openOfWeek);
      if (heard == 1) {
        var level = cell.level();
        calibration.score(level.around(before * usual * level.mean()), cell.open());
      }
      cell.close(after * usual, heard); // a crowd that raised the city is not counted twice
      if (cell.isForgotten(UNSEEN)) {
        each.remove();
      }
    }
    calibration.close(open);
  }

  private static boolean isSilent(int came, double expected) {
    return came == 0 && expected >= SILENCE;
  }

  /**
   * What to expect of a cell.
   *
   * @param from when the horizon begins; what was counted until then is taken into account
   * @param horizon above 0, and at most a day
   */
  public Expected expected(long cell, Instant from, Duration horizon) {
    if (!horizon.isPositive() || horizon.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "horizon: %s (expected: > 0, and at most %s)".formatted(horizon, LONGEST));
    }
    var end = from.plus(horizon);
    if (open == NEVER) {
      return expected(profile.curves().getOrDefault(cell, NO_HISTORY), from, end);
    }
    var tally = cells.get(cell);
    return expected(tally == null ? unseen() : tally, from, end);
  }

  /** Before anything was heard. */
  private Expected expected(Curve curve, Instant from, Instant end) {
    double mean = 0;
    for (long slot = WeekSlots.at(from); WeekSlots.start(slot).isBefore(end); slot++) {
      double share = WeekSlots.passed(slot, end) - WeekSlots.passed(slot, from);
      mean += share * curve.at(week.ofWeek(slot));
    }
    return Level.asExpected(Memory.CELL.weight(mean)).around(mean);
  }

  private Expected expected(Tally cell, Instant from, Instant end) {
    double inOpen = Math.max(0, WeekSlots.passed(open, from) - missed);
    double inNext = Math.max(0, WeekSlots.passed(open + 1, from) - nextMissed);
    if (isSilent(city.counted(), inOpen * city.expected(openOfWeek) * city.level().mean())) {
      inOpen = 0;
      inNext = 0;
    }
    var cityNow = levelNow(city, inOpen, inNext);
    var cellNow = levelNow(cell, cityNow.mean() * inOpen, cityNow.mean() * inNext);
    double mean = 0;
    for (long slot = WeekSlots.at(from); WeekSlots.start(slot).isBefore(end); slot++) {
      int ofWeek = slot == open ? openOfWeek : week.ofWeek(slot);
      double share = WeekSlots.passed(slot, end) - WeekSlots.passed(slot, from);
      double here = city.ahead(cityNow, slot - open, city.expected(ofWeek)) * cell.expected(ofWeek);
      mean += share * here * cell.ahead(cellNow, slot - open, here);
    }
    return cellNow.around(mean);
  }

  private Level levelNow(Tally tally, double inOpen, double inNext) {
    return tally.levelNow(inOpen * tally.expected(openOfWeek), inNext * tally.expected(nextOfWeek));
  }

  /** The cells of which anything is known: all others expect next to nothing. */
  public LongSet cells() {
    return LongSets.unmodifiable(cells.keySet());
  }

  /** How forecasts of whole slots did over the last hour of event time. */
  public Calibration calibration() {
    return calibration.sum();
  }
}
