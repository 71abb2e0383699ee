package dev.faremesh.evaluation.simulate;

import dev.faremesh.demand.forecast.Profile;
import dev.faremesh.demand.forecast.WeekSlots;
import dev.faremesh.evaluation.simulate.market.Assumptions;
import dev.faremesh.evaluation.simulate.market.Hotspots;
import dev.faremesh.evaluation.simulate.market.Sessions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A day to play: its riders, and what was known of such days before.
 *
 * @param looks from the lead on, in the order of time
 */
record Day(City city, Window window, LocalDate date, Profile profile, List<Look> looks) {
  /** For so long before the evening begins, demand-server has listened. */
  static final Duration LEAD = Duration.ofHours(4);

  private static final int SLOTS_PER_HOUR = 12;

  Instant begin() {
    return window.begin(date, city.zone());
  }

  Instant end() {
    return window.end(date, city.zone());
  }

  /** The minute of the evening in which a rider looks: negative in the lead. */
  int minute(Look look) {
    return Math.toIntExact(Math.floorDiv(look.epochSecond() - begin().getEpochSecond(), 60));
  }

  /** The riders of the evening. */
  List<Look> riders() {
    return looks.stream().filter(look -> minute(look) >= 0).toList();
  }

  Evening evening(Scope scope) {
    var sessions = riders().stream().map(look -> session(look, scope)).toList();
    return new Evening(date, new Sessions(sessions, window.minutes()), hotspots(), perMinute());
  }

  private Sessions.Session session(Look look, Scope scope) {
    double east = city.plane().east(look.longitude());
    double north = city.plane().north(look.latitude());
    int minute = minute(look);
    return new Sessions.Session(
        minute,
        east,
        north,
        city.map().number(look.cell()),
        minute >= window.warmUp() && scope.takes(minute, east, north));
  }

  private Hotspots hotspots() {
    var weights = new double[window.hours()][city.demandCells()];
    for (int hour = 0; hour < weights.length; hour++) {
      for (int slot = 0; slot < SLOTS_PER_HOUR; slot++) {
        int ofWeek = slotOfWeek(60 * hour + 5 * slot);
        for (int cell = 0; cell < city.demandCells(); cell++) {
          weights[hour][cell] += profile.expected(city.map().cell(cell), ofWeek);
        }
      }
    }
    return new Hotspots(city.map(), Assumptions.CELL_RADIUS, weights);
  }

  private List<Double> perMinute() {
    return IntStream.range(0, window.minutes())
        .mapToObj(
            minute -> profile.expectedInCity(slotOfWeek(minute)) / WeekSlots.LENGTH.toMinutes())
        .toList();
  }

  int slotOfWeek(int minute) {
    var at = begin().plus(Duration.ofMinutes(minute));
    return new WeekSlots(city.zone()).ofWeek(WeekSlots.at(at));
  }
}
