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
 * <p>Both levels are discounted gamma-Poisson: they learn from each slot of five minutes when it
 * closes, and forget. Slots are of event time. Two are open at a time, so that what comes out of
 * order is counted where it belongs: the open one and the next. A forecast takes what was counted
 * in them for as much as their share that has passed, so that a crowd shows before its slot closes.
 *
 * <p>State and update cost per cell are O(1). Not safe for use by threads.
 */
public final class DemandForecast {
  private static final double CITY_DISCOUNT = 0.90;
  private static final double CITY_PRIOR = 50;
  private static final double CELL_DISCOUNT = 0.95;
  private static final double CELL_PRIOR = 8;

  /** Sessions per slot where there never were any, and the discount there. */
  private static final double UNSEEN = 0.002;

  private static final double UNSEEN_DISCOUNT = 0.90;

  /** After so long without a word everything that was learnt is stale. */
  private static final long FORGET_AFTER = Duration.ofDays(1).dividedBy(WeekSlots.LENGTH);

  private final Profile profile;
  private final WeekSlots week;
  private final Long2ObjectOpenHashMap<CellState> cells = new Long2ObjectOpenHashMap<>();
  private final CalibrationHour calibration;
  private Level city = new Level(CITY_DISCOUNT, CITY_PRIOR);
  private long open = Long.MIN_VALUE;
  private double unheard;
  private double nextUnheard;
  private int openTotal;
  private int nextTotal;

  /** Nothing counted yet; calibration draws from a fixed seed. */
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
    profile
        .zone()
        .filter(made -> !made.equals(zone))
        .ifPresent(made -> {
          throw new IllegalArgumentException(
              "zone: %s (expected: %s, in which the profile was made)".formatted(zone, made));
        });
    this.profile = profile;
    this.week = new WeekSlots(zone);
    this.calibration = new CalibrationHour(chance);
    track();
  }

  private void track() {
    for (long cell : profile.cells()) {
      cells.put(cell, new CellState(cell, true, new Level(CELL_DISCOUNT, CELL_PRIOR)));
    }
  }

  /**
   * Counts a session in the slot in which it happened.
   *
   * @return whether it was: not when that slot is closed already, or later than the next one
   */
  public boolean count(long cell, Instant at) {
    begin(at);
    long slot = WeekSlots.at(at);
    if (slot < open || slot > open + 1) {
      return false;
    }
    var state =
        cells.computeIfAbsent(
            cell, _ -> new CellState(cell, false, new Level(UNSEEN_DISCOUNT, UNSEEN)));
    if (slot == open) {
      state.open++;
      openTotal++;
    } else {
      state.next++;
      nextTotal++;
    }
    return true;
  }

  private void begin(Instant at) {
    if (open == Long.MIN_VALUE) {
      open = WeekSlots.at(at);
      unheard = WeekSlots.passed(open, at);
    }
  }

  /**
   * Nobody listened for so long to the slot that holds a moment, the open one or the next: what was
   * counted in it stands for the rest.
   */
  public void missed(Instant at, Duration time) {
    begin(at);
    double share = time.toNanos() / (double) WeekSlots.LENGTH.toNanos();
    if (WeekSlots.at(at) == open) {
      unheard = Math.min(1, unheard + share);
    } else if (WeekSlots.at(at) == open + 1) {
      nextUnheard = Math.min(1, nextUnheard + share);
    }
  }

  /** Closes the slots that have ended by now. A clock that jumped back changes nothing. */
  public void closeThrough(Instant now) {
    begin(now);
    long until = WeekSlots.at(now);
    if (until - open > FORGET_AFTER) {
      forget(now);
    }
    while (open < until) {
      closeSlot();
    }
  }

  private void forget(Instant now) {
    cells.clear();
    track();
    city = new Level(CITY_DISCOUNT, CITY_PRIOR);
    calibration.clear();
    openTotal = 0;
    nextTotal = 0;
    nextUnheard = 0;
    open = Long.MIN_VALUE;
    begin(now);
  }

  private void closeSlot() {
    int slot = week.ofWeek(open);
    double heard = 1 - unheard;
    double phi = cityLevel();
    var states = cells.values().iterator();
    while (states.hasNext()) {
      var state = states.next();
      if (heard == 1) {
        calibration.score(forecast(state, phi * base(state, slot)), state.open);
      }
      double prior = state.profiled ? CELL_PRIOR : UNSEEN;
      state.level.learn(state.open, base(state, slot) * phi * heard, prior);
      state.open = state.next;
      state.next = 0;
      if (!state.profiled && state.level.shape() < 2 * UNSEEN && state.open == 0) {
        states.remove();
      }
    }
    if (profile.city(slot) > 0) {
      city.learn(openTotal, profile.city(slot) * heard, CITY_PRIOR);
    }
    calibration.close(open);
    openTotal = nextTotal;
    nextTotal = 0;
    unheard = nextUnheard;
    nextUnheard = 0;
    open++;
  }

  private double base(CellState state, int slotOfWeek) {
    return state.profiled ? profile.expected(state.cell, slotOfWeek) : UNSEEN;
  }

  private double cityLevel() {
    return city.shape() / city.rate();
  }

  private static Expected forecast(CellState state, double base) {
    return new Expected(base * state.level.shape() / state.level.rate(), state.level.shape());
  }

  /**
   * What to expect of a cell.
   *
   * @param from when the horizon begins; what was counted up to then is taken into account
   * @param horizon above 0, and at most a few hours
   */
  public Expected expected(long cell, Instant from, Duration horizon) {
    var state = cells.get(cell);
    if (state == null) {
      state = new CellState(cell, false, new Level(UNSEEN_DISCOUNT, UNSEEN));
    }
    double base = 0;
    var end = from.plus(horizon);
    for (long slot = WeekSlots.at(from); WeekSlots.start(slot).isBefore(end); slot++) {
      double share = WeekSlots.passed(slot, end) - WeekSlots.passed(slot, from);
      base += share * base(state, week.ofWeek(slot));
    }
    if (open == Long.MIN_VALUE) {
      return forecast(state, base);
    }
    return posterior(state, base, from);
  }

  private Expected posterior(CellState state, double base, Instant from) {
    double openHeard = Math.max(0, WeekSlots.passed(open, from) - unheard);
    double nextHeard = Math.max(0, WeekSlots.passed(open + 1, from) - nextUnheard);
    int slot = week.ofWeek(open);
    int next = week.ofWeek(open + 1);
    double phi =
        profile.city(slot) > 0
            ? (city.shape() + openTotal + nextTotal)
                / (city.rate() + openHeard * profile.city(slot) + nextHeard * profile.city(next))
            : 1;
    double shape = state.level.shape() + state.open + state.next;
    double rate =
        state.level.rate() + phi * (openHeard * base(state, slot) + nextHeard * base(state, next));
    return new Expected(base * phi * shape / rate, shape);
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
