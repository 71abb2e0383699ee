package dev.faremesh.demand.rpc;

import dev.faremesh.demand.CellOutlook;
import dev.faremesh.demand.CityProfiles;
import dev.faremesh.demand.DemandBalance;
import dev.faremesh.demand.DemandBook;
import dev.faremesh.demand.Markets;
import dev.faremesh.demand.Ride;
import dev.faremesh.mesh.ErrorStatus;
import io.grpc.Status;
import it.unimi.dsi.fastutil.longs.LongCollection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The cities that something was reported of. A city comes with its first feed or its first ride,
 * never by being asked about, and stays. Safe for use by threads.
 */
public final class Cities implements Markets {
  /** Enough for the world, and too few to fill the heap by making names up. */
  static final int MOST = 1000;

  private final InstantSource wall;
  private final Duration window;
  private final Cells cells;
  private final DemandBalance balance;
  private final Map<String, CityProfiles> profiles;
  private final Map<String, City> cities = new ConcurrentHashMap<>();

  /**
   * No cities yet.
   *
   * @param window of event time over which demand is counted
   * @param balance the numbers by which demand is smoothed
   * @param profiles what forecasts start from, by city
   */
  public Cities(
      InstantSource wall,
      Duration window,
      Cells cells,
      DemandBalance balance,
      Map<String, CityProfiles> profiles) {
    this.wall = wall;
    this.window = window;
    this.cells = cells;
    this.balance = balance;
    this.profiles = Map.copyOf(profiles);
  }

  /**
   * A city, known from now on.
   *
   * @throws io.grpc.StatusRuntimeException RESOURCE_EXHAUSTED CITIES_FULL when there are too many
   */
  City named(String name) {
    var known = cities.get(name);
    return known == null ? added(name) : known;
  }

  private synchronized City added(String name) {
    if (cities.size() >= MOST && !cities.containsKey(name)) {
      throw ErrorStatus.of(
          Status.Code.RESOURCE_EXHAUSTED,
          "CITIES_FULL",
          "city: %s would be one too many (expected: at most %d)".formatted(name, MOST),
          Map.of("city", name, "most", "" + MOST));
    }
    return cities.computeIfAbsent(name, this::opened);
  }

  private City opened(String name) {
    var ofCity = profiles.getOrDefault(name, CityProfiles.NONE);
    return new City(wall, new DemandBook(window, balance, cells::rings, ofCity), cells);
  }

  /** The demand of some cells of a city, known or not. */
  Reading read(String city, String product, LongCollection asked, Duration horizon) {
    var known = cities.get(city);
    if (known != null) {
      return known.read(product, asked, horizon);
    }
    var none = asked.longStream().mapToObj(CellOutlook::none).toList();
    return new Reading(FeedReading.unheard(wall.instant()), window, none);
  }

  /** How the forecasts of a city did, known or not. */
  CalibrationReading calibration(String city, String product) {
    var known = cities.get(city);
    return known == null
        ? new CalibrationReading(FeedReading.unheard(wall.instant()), Optional.empty())
        : known.calibration(product);
  }

  /** The name of the profile that the forecasts of a city start from. */
  Optional<String> profile(String city, String product) {
    return profiles.getOrDefault(city, CityProfiles.NONE).version(product);
  }

  @Override
  public Instant timeIn(String city) {
    return named(city).now();
  }

  @Override
  public void changed(Ride ride) {
    named(ride.city()).changed(ride);
  }
}
