package dev.faremesh.demand;

import dev.faremesh.demand.forecast.Calibration;
import dev.faremesh.demand.forecast.DemandForecast;
import dev.faremesh.demand.forecast.WeekSlots;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * The demand of one product of a city: the forecast that counts its sessions by slot, and the index
 * that pools what is expected with open requests. Both move at the ends of minutes.
 *
 * <p>Not safe for use by threads.
 */
final class ProductDemand {
  /** How long a slot is open for late sessions after its end. */
  private static final Duration GRACE = Duration.ofMinutes(4);

  /** After so long in silence a forecast has forgotten everything. */
  private static final Duration LONGEST_SILENCE = Duration.ofDays(1);

  private final DemandForecast forecast;
  private final SmoothedDemand smoothed;
  private final Duration horizon;
  private final OpenRequests requests;
  private final List<Session> early = new ArrayList<>();
  private Instant listened;

  /** One session that waits for its slot to open. */
  private record Session(long cell, Instant observed) {}

  /**
   * Nothing was counted before {@code now}.
   *
   * @param horizon of what the index pools
   * @param covered whether enough was heard to know that
   */
  ProductDemand(
      DemandForecast forecast,
      OpenRequests requests,
      DemandIndex index,
      Duration horizon,
      Instant now,
      boolean covered) {
    this.forecast = forecast;
    this.requests = requests;
    this.smoothed = new SmoothedDemand(index, this::gather, covered);
    this.horizon = horizon;
    this.listened = closed(now);
    forecast.closeThrough(listened);
    listenUntil(now.truncatedTo(ChronoUnit.MINUTES), (_, _) -> 0);
  }

  /** Until when slots are closed: up to the end of the last minute, but for the grace. */
  private static Instant closed(Instant now) {
    return now.truncatedTo(ChronoUnit.MINUTES).minus(GRACE);
  }

  /** When the first slot that is still open began: what was observed before is not counted. */
  static Instant firstOpen(Instant now) {
    return WeekSlots.start(WeekSlots.at(closed(now)));
  }

  /** Counts a session that was observed in a slot that is open, or later. */
  void count(long cell, Instant observed) {
    if (!forecast.count(cell, observed)) {
      early.add(new Session(cell, observed));
    }
  }

  /**
   * A minute has passed, or more.
   *
   * @param end of the last one
   * @param covered whether enough was heard until then
   */
  void minute(Instant end, Heard heard, boolean covered) {
    listenUntil(end, heard);
    smoothed.minute(end, covered);
  }

  /** Tells the forecast what of each slot was not heard, and closes those that are over. */
  private void listenUntil(Instant end, Heard heard) {
    var longest = end.minus(LONGEST_SILENCE);
    var from = listened.isBefore(longest) ? longest : listened;
    while (from.isBefore(end)) {
      var slotEnd = WeekSlots.start(WeekSlots.at(from) + 1);
      var until = slotEnd.isBefore(end) ? slotEnd : end;
      forecast.missed(from, missed(from, until, heard));
      forecast.closeThrough(closed(until));
      early.removeIf(it -> forecast.count(it.cell(), it.observed()));
      from = until;
    }
    listened = end;
  }

  /** For how long of a time nobody listened. */
  static Duration missed(Instant from, Instant until, Heard heard) {
    var time = Duration.between(from, until);
    return time.isPositive()
        ? Duration.ofMillis(Math.round(time.toMillis() * (1 - heard.share(time, until))))
        : Duration.ZERO;
  }

  private void gather(CellNumbers into, Instant now) {
    for (long cell : forecast.cells()) {
      into.add(cell, forecast.expected(cell, now, horizon).mean() + requests.at(cell));
    }
    for (long cell : requests.cells()) {
      if (!forecast.cells().contains(cell)) {
        into.add(cell, forecast.expected(cell, now, horizon).mean() + requests.at(cell));
      }
    }
  }

  /**
   * Looks at a cell.
   *
   * @param from now, less what was missed since the last minute: that nothing was counted in it
   *     does not mean that nothing was
   */
  CellOutlook look(Demand counts, Instant from, Duration ahead) {
    var expected = forecast.expected(counts.cell(), from, ahead);
    return new CellOutlook(counts, expected, smoothed.at(counts.cell(), from));
  }

  Calibration calibration() {
    return forecast.calibration();
  }
}
