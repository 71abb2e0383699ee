package dev.faremesh.evaluation.simulate;

import dev.faremesh.demand.forecast.History;
import dev.faremesh.demand.forecast.Profile;
import dev.faremesh.demand.forecast.WeekSlots;
import dev.faremesh.evaluation.simulate.market.Tally;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A market in which nothing changes but by chance: each cell has the sessions of an average evening
 * all the time. There no moving price can beat the best one that stands still (Banerjee, Johari and
 * Riquelme 2015), so surge must come near it. Safe for use by threads.
 */
final class StationaryMarket {
  static final String SURGE = "surge";
  static final int EVENINGS = 12;

  private static final Window WINDOW = new Window(LocalTime.NOON, 60, 6 * 60);
  private static final LocalDate FIRST = LocalDate.of(2001, 1, 1);
  private static final int WEEKS = 100;
  private static final int EVENING_FROM = 15 * 12; // the slot of the day that begins at 15:00
  private static final int EVENING_SLOTS = 12 * 12;

  private final City city;
  private final Weights weights;
  private final Plan plan;
  private final RunProgress progress;
  private final Profile profile;

  /**
   * The market of a city.
   *
   * @param week of which it takes the average evening
   */
  StationaryMarket(City city, Profile week, Weights weights, Plan plan, RunProgress progress) {
    this.city = city;
    this.weights = weights;
    this.plan = plan;
    this.progress = progress;
    this.profile = constant(week);
  }

  static int runs() {
    return EVENINGS * (Policy.FLATS.size() + 1);
  }

  static String label(double flat) {
    return "flat " + flat;
  }

  /** A history of many weeks, all slots of which are alike. */
  private Profile constant(Profile week) {
    var history = new History(city.zone());
    for (int day = 0; day < 7 * WEEKS; day++) {
      history.observe(FIRST.minusDays(1 + day));
    }
    for (int number = 0; number < city.demandCells(); number++) {
      long cell = city.map().cell(number);
      int perSlot = Math.toIntExact(Math.round(WEEKS * average(week, cell)));
      for (int slot = 0; slot < WeekSlots.PER_WEEK && perSlot > 0; slot++) {
        history.add(cell, slot, perSlot);
      }
    }
    return Profile.of("stationary", history);
  }

  private static double average(Profile week, long cell) {
    double sum = 0;
    for (int day = 0; day < 7; day++) {
      for (int slot = 0; slot < EVENING_SLOTS; slot++) {
        int ofWeek = (day * WeekSlots.PER_WEEK / 7 + EVENING_FROM + slot) % WeekSlots.PER_WEEK;
        sum += week.expected(cell, ofWeek);
      }
    }
    return sum / (7 * EVENING_SLOTS);
  }

  /** Plays one evening under each flat price, and under surge. */
  Map<String, Tally> play(int number) {
    var date = FIRST.plusDays(number);
    var random = new SplittableRandom(plan.seed() + number);
    var day = new Day(city, WINDOW, date, profile, looks(date, random));
    var outlook = new Foresight(day, weights.pricing().horizon()).outlook();
    var worlds = new Worlds(city, weights, WINDOW, day.evening((_, _, _) -> true), plan.seed());
    var tallies = new LinkedHashMap<String, Tally>();
    for (double flat : Policy.FLATS) {
      tallies.put(label(flat), worlds.play(1, Worlds.flat(flat)));
      progress.done();
    }
    tallies.put(SURGE, worlds.play(1, worlds.surge(outlook, outlook.forecast())));
    progress.done();
    return tallies;
  }

  /** Riders come as a Poisson process, each in a cell by its share. */
  private List<Look> looks(LocalDate date, SplittableRandom random) {
    var cells = profile.cells().toLongArray();
    Arrays.sort(cells);
    var cumulative = new double[cells.length];
    double total = 0;
    for (int i = 0; i < cells.length; i++) {
      total += profile.expected(cells[i], 0);
      cumulative[i] = total;
    }
    double perSecond = total / WeekSlots.LENGTH.toSeconds();
    var begin = WINDOW.begin(date, city.zone()).minus(Day.LEAD).getEpochSecond();
    var end = WINDOW.end(date, city.zone()).getEpochSecond();
    var looks = new ArrayList<Look>();
    double at = begin + random.nextExponential() / perSecond;
    for (; at < end; at += random.nextExponential() / perSecond) {
      int found = Arrays.binarySearch(cumulative, random.nextDouble() * total);
      long cell = cells[found < 0 ? -found - 1 : found];
      looks.add(city.lookWithin(cell, (long) at, random));
    }
    return looks;
  }
}
