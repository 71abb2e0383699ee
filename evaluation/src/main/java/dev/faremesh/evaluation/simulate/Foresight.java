package dev.faremesh.evaluation.simulate;

import dev.faremesh.demand.forecast.DemandForecast;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Looks ahead: plays a day into demand-server's forecast, and notes what it expects each minute.
 */
final class Foresight {
  /** A cell with fewer sessions per slot expected, and none that day, moves no price: left out. */
  private static final double LEAST = 0.001;

  /** For so long demand-server holds a slot open for late sessions. */
  private static final Duration GRACE = Duration.ofMinutes(4);

  private final Day day;
  private final Duration horizon;
  private final int[] cells;

  Foresight(Day day, Duration horizon) {
    this.day = day;
    this.horizon = horizon;
    this.cells = active();
  }

  private int[] active() {
    var active = new boolean[day.city().demandCells()];
    for (Look look : day.looks()) {
      active[day.city().map().number(look.cell())] = true;
    }
    int[] slots =
        IntStream.range(0, day.window().minutes()).map(day::slotOfWeek).distinct().toArray();
    for (int number = 0; number < active.length; number++) {
      long cell = day.city().map().cell(number);
      active[number] |=
          Arrays.stream(slots).anyMatch(slot -> day.profile().expected(cell, slot) >= LEAST);
    }
    return IntStream.range(0, active.length).filter(cell -> active[cell]).toArray();
  }

  Outlook outlook() {
    var spots = day.riders().stream().map(day.city()::spot).toList();
    return new Outlook(spots, forecast(), truth());
  }

  private DemandPath forecast() {
    var model = new DemandForecast(day.profile(), day.city().zone());
    var path = new float[day.window().minutes()][cells.length];
    var looks = day.looks();
    int next = listen(model);
    for (int minute = 0; minute < path.length; minute++) {
      var now = day.begin().plus(Duration.ofMinutes(minute));
      for (; next < looks.size() && day.minute(looks.get(next)) < minute; next++) {
        var _ = model.count(looks.get(next).cell(), at(looks.get(next)));
      }
      model.closeThrough(now.minus(GRACE));
      for (int i = 0; i < cells.length; i++) {
        path[minute][i] =
            (float) model.expected(day.city().map().cell(cells[i]), now, horizon).mean();
      }
    }
    return new DemandPath(cells, path);
  }

  /** Counts what came before the evening; gives the first rider of the evening. */
  private int listen(DemandForecast model) {
    var looks = day.looks();
    int next = 0;
    for (; next < looks.size() && day.minute(looks.get(next)) < 0; next++) {
      model.closeThrough(at(looks.get(next)).minus(GRACE));
      var _ = model.count(looks.get(next).cell(), at(looks.get(next)));
    }
    return next;
  }

  private static Instant at(Look look) {
    return Instant.ofEpochSecond(look.epochSecond());
  }

  private DemandPath truth() {
    var places = new int[day.city().demandCells()];
    for (int i = 0; i < cells.length; i++) {
      places[cells[i]] = i;
    }
    var path = new float[day.window().minutes()][cells.length];
    int ahead = Math.toIntExact(horizon.toMinutes());
    for (Look look : day.riders()) {
      int minute = day.minute(look);
      int place = places[day.city().map().number(look.cell())];
      for (int from = Math.max(0, minute - ahead + 1); from <= minute; from++) {
        path[from][place]++;
      }
    }
    return new DemandPath(cells, path);
  }
}
