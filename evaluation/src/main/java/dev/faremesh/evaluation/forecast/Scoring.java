package dev.faremesh.evaluation.forecast;

import dev.faremesh.cli.output.Progress;
import dev.faremesh.demand.forecast.DemandForecast;
import dev.faremesh.demand.forecast.History;
import dev.faremesh.demand.forecast.Profile;
import dev.faremesh.demand.forecast.WeekSlots;
import dev.faremesh.evaluation.Pickups;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Runs the forecasts of demand-server over the test days, one step ahead: each slot is forecast
 * when the one before it closes, by the code that serves, from a profile of the training days. It
 * listens to the last of these already, as a server does that runs. Used once, by one thread.
 */
final class Scoring {
  /** Slots of five minutes that are also scored together. */
  private static final int QUARTER = 3;

  private static final long SEED = 1;

  private final Pickups pickups;
  private final Split split;
  private final BusyCells busy;
  private final List<Baseline> baselines;
  private final DemandForecast forecast;
  private final SplittableRandom chance = new SplittableRandom(SEED);
  private final Scores slots;
  private final Scores quarters;
  private int next;

  Scoring(Pickups pickups, Split split) throws IOException {
    this.pickups = pickups;
    this.split = split;
    this.busy = BusyCells.of(pickups, split);
    this.baselines = List.of(new LastSlot(busy), new HourOfWeek(busy), new Ewma(busy));
    this.forecast = new DemandForecast(profile(), Pickups.ZONE, chance.split());
    this.slots = new Scores(titles(), split.test().size());
    this.quarters = new Scores(titles(), split.test().size());
  }

  /** Names the baselines. */
  List<String> titles() {
    return baselines.stream().map(Baseline::title).toList();
  }

  private Profile profile() throws IOException {
    var history = new History(Pickups.ZONE);
    long test = Split.firstSlot(split.test().getFirst(), Pickups.ZONE);
    for (int i = 0; i < pickups.count() && WeekSlots.at(pickups.at(i)) < test; i++) {
      history.count(pickups.cell(i), pickups.at(i));
    }
    try {
      return Profile.of("training", history);
    } catch (IllegalArgumentException e) {
      throw new IOException("training " + e.getMessage(), e);
    }
  }

  /** Scores the test days. */
  void run(Progress progress) {
    var warmUp = split.training().getLast();
    long first = Split.firstSlot(warmUp, Pickups.ZONE);
    while (next < pickups.count() && WeekSlots.at(pickups.at(next)) < first) {
      next++;
    }
    listen(warmUp);
    for (int day = 0; day < split.test().size(); day++) {
      progress.show("scoring " + split.test().get(day), (double) day / split.test().size());
      scoreDay(day);
    }
  }

  /** Tells the forecasts what happened on a day, as a feed would. */
  private void listen(LocalDate day) {
    long end = Split.firstSlot(day.plusDays(1), Pickups.ZONE);
    for (long slot = Split.firstSlot(day, Pickups.ZONE); slot < end; slot++) {
      forecast.closeThrough(WeekSlots.start(slot));
      tell(slot);
    }
  }

  private void scoreDay(int day) {
    var date = split.test().get(day);
    long end = Split.firstSlot(date.plusDays(1), Pickups.ZONE);
    for (long slot = Split.firstSlot(date, Pickups.ZONE); slot < end; slot++) {
      forecast.closeThrough(WeekSlots.start(slot));
      score(slots, day, slot, 1);
      if (slot % QUARTER == 0) {
        score(quarters, day, slot, QUARTER);
      }
      tell(slot);
    }
  }

  private void tell(long slot) {
    for (; next < pickups.count() && WeekSlots.at(pickups.at(next)) <= slot; next++) {
      var _ = forecast.count(pickups.cell(next), pickups.at(next));
    }
  }

  private void score(Scores scores, int day, long slot, int width) {
    var horizon = WeekSlots.LENGTH.multipliedBy(width);
    int index = (int) (slot - busy.firstSlot());
    for (int cell = 0; cell < busy.size(); cell++) {
      int count = busy.count(cell, index, width);
      var expected = forecast.expected(busy.cell(cell), WeekSlots.start(slot), horizon);
      scores.score(day, count, expected.mean(), expected.place(count, chance.nextDouble()));
      for (int i = 0; i < baselines.size(); i++) {
        scores.scoreBaseline(i, day, count, baselines.get(i).expected(cell, index, width));
      }
    }
  }

  BusyCells busy() {
    return busy;
  }

  Split split() {
    return split;
  }

  /** Scores of five minutes. */
  Scores slots() {
    return slots;
  }

  /** Scores of a quarter of an hour. */
  Scores quarters() {
    return quarters;
  }
}
