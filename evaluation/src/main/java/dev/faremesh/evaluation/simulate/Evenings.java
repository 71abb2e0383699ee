package dev.faremesh.evaluation.simulate;

import dev.faremesh.demand.forecast.DemandForecast;
import dev.faremesh.demand.forecast.Profile;
import dev.faremesh.demand.forecast.WeekSlots;
import dev.faremesh.evaluation.simulate.market.Hotspots;
import dev.faremesh.evaluation.simulate.market.Sessions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Makes evenings of pickups. Safe for use by threads. */
final class Evenings {
  static final LocalTime BEGIN = LocalTime.of(14, 0);
  static final int WARM_UP = 60;
  static final int MINUTES = 13 * 60;

  /** For so long before, demand-server has listened. */
  private static final Duration LEAD = Duration.ofHours(4);

  /** Cells with fewer sessions expected per slot, and none that day, move no price: left out. */
  private static final double LEAST = 0.001;

  private final Pickups pickups;
  private final City city;
  private final ZoneId zone;
  private final Function<LocalDate, Profile> profiles;
  private final Duration horizon;

  /**
   * Makes evenings.
   *
   * @param profiles what was known before each of them
   */
  Evenings(
      Pickups pickups,
      City city,
      ZoneId zone,
      Function<LocalDate, Profile> profiles,
      Duration horizon) {
    this.pickups = pickups;
    this.city = city;
    this.zone = zone;
    this.profiles = profiles;
    this.horizon = horizon;
  }

  Evening of(LocalDate date) {
    var begin = date.atTime(BEGIN).atZone(zone).toInstant();
    var profile = profiles.apply(date);
    var sessions = sessions(begin);
    var active = active(profile, begin);
    return new Evening(
        date,
        sessions,
        spots(begin, sessions.count()),
        hotspots(profile, begin),
        perMinute(profile, begin),
        forecast(profile, begin, active),
        truth(sessions, active));
  }

  private Sessions sessions(Instant begin) {
    var found = new ArrayList<Sessions.Session>();
    int first = pickups.firstFrom(begin);
    int end = pickups.firstFrom(begin.plus(Duration.ofMinutes(MINUTES)));
    for (int i = first; i < end; i++) {
      int minute = (int) (pickups.epochSeconds()[i] - begin.getEpochSecond()) / 60;
      found.add(
          new Sessions.Session(
              minute,
              city.plane().east(pickups.longitudes()[i]),
              city.plane().north(pickups.latitudes()[i]),
              city.map().number(pickups.cells()[i]),
              minute >= WARM_UP));
    }
    return new Sessions(found, MINUTES);
  }

  private Spot[] spots(Instant begin, int count) {
    int first = pickups.firstFrom(begin);
    var spots = new Spot[count];
    for (int i = 0; i < count; i++) {
      spots[i] =
          city.spot(
              pickups.cells()[first + i],
              pickups.latitudes()[first + i],
              pickups.longitudes()[first + i]);
    }
    return spots;
  }

  private Hotspots hotspots(Profile profile, Instant begin) {
    var slots = new WeekSlots(zone);
    var weights = new double[MINUTES / 60][city.map().size()];
    for (int hour = 0; hour < weights.length; hour++) {
      long first = WeekSlots.at(begin.plus(Duration.ofHours(hour)));
      for (long slot = first; slot < first + 12; slot++) {
        for (int cell = 0; cell < city.demandCells(); cell++) {
          weights[hour][cell] += profile.expected(city.map().cell(cell), slots.ofWeek(slot));
        }
      }
    }
    return new Hotspots(city.map(), weights);
  }

  private double[] perMinute(Profile profile, Instant begin) {
    var slots = new WeekSlots(zone);
    var perMinute = new double[MINUTES];
    for (int minute = 0; minute < MINUTES; minute++) {
      long slot = WeekSlots.at(begin.plus(Duration.ofMinutes(minute)));
      perMinute[minute] = profile.city(slots.ofWeek(slot)) / WeekSlots.LENGTH.toMinutes();
    }
    return perMinute;
  }

  /** The cells that have a session this day, or may well have one. */
  private int[] active(Profile profile, Instant begin) {
    var active = new boolean[city.demandCells()];
    int end = pickups.firstFrom(begin.plus(Duration.ofMinutes(MINUTES)));
    for (int i = pickups.firstFrom(begin.minus(LEAD)); i < end; i++) {
      active[city.map().number(pickups.cells()[i])] = true;
    }
    var slots = new WeekSlots(zone);
    long first = WeekSlots.at(begin);
    for (int cell = 0; cell < active.length; cell++) {
      for (long slot = first; slot < first + MINUTES / 5 && !active[cell]; slot++) {
        active[cell] = profile.expected(city.map().cell(cell), slots.ofWeek(slot)) >= LEAST;
      }
    }
    return IntStream.range(0, active.length).filter(cell -> active[cell]).toArray();
  }

  /** Plays the pickups into demand-server's forecast, and notes what it expects each minute. */
  private DemandPath forecast(Profile profile, Instant begin, int[] cells) {
    var forecast = new DemandForecast(profile, zone);
    int next = pickups.firstFrom(begin.minus(LEAD));
    var path = new float[MINUTES][cells.length];
    for (int minute = 0; minute < MINUTES; minute++) {
      var now = begin.plus(Duration.ofMinutes(minute));
      for (; next < pickups.count() && pickups.epochSeconds()[next] < now.getEpochSecond(); next++) {
        var at = Instant.ofEpochSecond(pickups.epochSeconds()[next]);
        forecast.closeThrough(at);
        var _ = forecast.count(pickups.cells()[next], at);
      }
      forecast.closeThrough(now);
      for (int i = 0; i < cells.length; i++) {
        path[minute][i] = (float) forecast.expected(city.map().cell(cells[i]), now, horizon).mean();
      }
    }
    return new DemandPath(cells, path);
  }

  /** The sessions that come within the horizon. */
  private DemandPath truth(Sessions sessions, int[] cells) {
    var places = new int[city.demandCells()];
    for (int i = 0; i < cells.length; i++) {
      places[cells[i]] = i;
    }
    var path = new float[MINUTES][cells.length];
    int ahead = (int) horizon.toMinutes();
    for (int rider = 0; rider < sessions.count(); rider++) {
      int minute = sessions.minute(rider);
      for (int from = Math.max(0, minute - ahead + 1); from <= minute; from++) {
        path[from][places[sessions.cell(rider)]]++;
      }
    }
    return new DemandPath(cells, path);
  }
}
