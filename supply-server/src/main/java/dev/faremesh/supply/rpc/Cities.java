package dev.faremesh.supply.rpc;

import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.supply.Grid;
import dev.faremesh.supply.SupplyBalance;
import dev.faremesh.supply.SupplyBook;
import io.grpc.Status;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The cities that feeds spoke of. Safe for use by threads. */
public final class Cities {
  /** More than there are on any one server; bounds what feeds with made-up names can take. */
  static final int MOST = 1000;

  private final InstantSource wall;
  private final SupplyBalance balance;
  private final Grid grid;
  private final Map<String, City> byName = new HashMap<>();

  /**
   * No cities yet.
   *
   * @param balance the numbers by which supply is smoothed
   */
  public Cities(InstantSource wall, SupplyBalance balance, Grid grid) {
    this.wall = wall;
    this.balance = balance;
    this.grid = grid;
  }

  /** A city, if any feed ever spoke of it. */
  synchronized Optional<City> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /**
   * A city, which is added when it is new.
   *
   * @throws io.grpc.StatusRuntimeException RESOURCE_EXHAUSTED CITIES_FULL when there are too many
   */
  synchronized City findOrAdd(String name) {
    var known = byName.get(name);
    if (known != null) {
      return known;
    }
    if (byName.size() == MOST) {
      throw ErrorStatus.of(
          Status.Code.RESOURCE_EXHAUSTED,
          "CITIES_FULL",
          "city: %s (expected: one of the %d that are known, no more can be added)"
              .formatted(name, MOST),
          Map.of("city", name, "most", "" + MOST));
    }
    var added = new City(wall, new SupplyBook(balance, grid));
    byName.put(name, added);
    return added;
  }
}
