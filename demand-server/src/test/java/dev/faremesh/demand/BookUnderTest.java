package dev.faremesh.demand;

import dev.faremesh.demand.forecast.History;
import dev.faremesh.demand.forecast.Profile;
import it.unimi.dsi.fastutil.longs.LongList;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** A book with a time that is moved, and shorthand for what tests tell and ask it. */
final class BookUnderTest {
  /** A Wednesday. */
  static final Instant START = Instant.parse("2026-03-04T18:00:00Z");

  static final Duration WINDOW = Duration.ofMinutes(5);
  static final Duration HORIZON = Duration.ofMinutes(5);
  static final String PRODUCT = "standard";
  static final long SQUARE = 0x882a100d67fffffL;
  static final long AIRPORT = 0x882a103b1dfffffL;

  /** No cell has neighbours. */
  private static final Grid ISLANDS =
      (cell, _) -> List.of(new long[] {cell}, new long[0], new long[0]);

  final DemandBook book;
  private Instant now = START;
  private double heard;
  private int riders;

  BookUnderTest(CityProfiles profiles) {
    book = book(WINDOW, profiles);
    book.advance(now, (_, _) -> 0);
  }

  static DemandBook book(Duration window, CityProfiles profiles) {
    return new DemandBook(window, DemandIndexTest.BALANCE, ISLANDS, profiles);
  }

  /** Twenty sessions at the square and five at the airport in every slot of the week. */
  static CityProfiles profiles() {
    var history = new History(ZoneOffset.UTC);
    for (var slot = 0; slot < 4 * 2016; slot++) {
      var at = Instant.parse("2026-02-02T00:01:00Z").plusSeconds(300L * slot);
      for (int i = 0; i < 25; i++) {
        history.count(i < 20 ? SQUARE : AIRPORT, at);
      }
    }
    history.observe(LocalDate.parse("2026-02-02"));
    return new CityProfiles(Map.of(PRODUCT, Profile.of("four weeks", history)));
  }

  Instant now() {
    return now;
  }

  /** From now on so much is heard. */
  BookUnderTest hear(double share) {
    heard = share;
    book.listen(now);
    return this;
  }

  BookUnderTest pass(Duration time) {
    now = now.plus(time);
    book.advance(now, (_, _) -> heard);
    return this;
  }

  /** Passes minutes, in each of which so many riders look at fares at the square. */
  void passMinutes(int minutes, int ridersEach) {
    for (int minute = 0; minute < minutes; minute++) {
      pass(Duration.ofSeconds(30));
      for (int i = 0; i < ridersEach; i++) {
        look("rider-" + riders++, SQUARE, now);
      }
      pass(Duration.ofSeconds(30));
    }
  }

  SessionOutcome look(String rider, long cell, Instant observed) {
    return book.session(
        rider, new Spot(PRODUCT, cell), observed, now, now.plus(Duration.ofMinutes(20)));
  }

  CellOutlook at(long cell) {
    return book.look(PRODUCT, LongList.of(cell), HORIZON, now).getFirst();
  }

  double expected(long cell) {
    return at(cell).expected().mean();
  }

  ProductCalibration calibration() {
    return book.calibration(PRODUCT, now).orElseThrow();
  }
}
