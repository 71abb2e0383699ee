package dev.faremesh.evaluation.simulate;

import dev.faremesh.evaluation.simulate.market.Dice;
import dev.faremesh.evaluation.simulate.market.Tally;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;

/** Plays nights on which the feed of supply breaks off. Safe for use by threads. */
final class Outages {
  /** Nothing is heard of drivers from 22:45 to 23:11: 26 minutes, as Uber once had. */
  static final int FROM = 105;

  /** See {@link #FROM}. */
  static final int UNTIL = FROM + 26;

  private static final int CROWD_DICE = 3;

  private final City city;
  private final Days days;
  private final Weights weights;
  private final Plan plan;
  private final RunProgress progress;

  Outages(City city, Days days, Weights weights, Plan plan, RunProgress progress) {
    this.city = city;
    this.days = days;
    this.weights = weights;
    this.plan = plan;
    this.progress = progress;
  }

  /** How many runs a night takes. */
  static int runsOfNight() {
    return Outage.values().length;
  }

  /** With a crowd, and the outage in the midst of it: the results are about who looks near it. */
  Map<Outage, Tally> event(LocalDate date) {
    var day = days.of(Window.NIGHT, date);
    var venue = new Venue(day);
    var dice = new Dice(plan.seed()).of(date.toEpochDay()).of(CROWD_DICE);
    return play(venue.crowded(dice), venue::near);
  }

  /** The outage alone: the results are about all who look while it lasts. */
  Map<Outage, Tally> plain(LocalDate date) {
    return play(days.of(Window.NIGHT, date), (minute, _, _) -> minute >= FROM && minute < UNTIL);
  }

  private Map<Outage, Tally> play(Day night, Scope scope) {
    var outlook = new Foresight(night, weights.pricing().horizon()).outlook();
    var worlds = new Worlds(city, weights, Window.NIGHT, night.evening(scope), plan.seed());
    var tallies = new EnumMap<Outage, Tally>(Outage.class);
    for (Outage outage : Outage.values()) {
      var surge = worlds.surge(outlook, outlook.forecast());
      var pricing =
          outage == Outage.FLAT
              ? Worlds.flat(1)
              : new BrokenSurge(city.map(), surge, outage, FROM, UNTIL);
      tallies.put(outage, worlds.play(1, pricing));
      progress.done();
    }
    return tallies;
  }
}
