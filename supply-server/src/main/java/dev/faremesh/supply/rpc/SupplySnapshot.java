package dev.faremesh.supply.rpc;

import dev.faremesh.supply.CellSupply;
import dev.faremesh.type.v1.Freshness;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The counts of some cells at one moment, and how far they can be trusted.
 *
 * @param counts empty when the market was never heard of
 */
record SupplySnapshot(Freshness freshness, Optional<List<CellSupply>> counts) {
  private static final Freshness NEVER_HEARD = Freshness.newBuilder().setCoverage(0).build();

  /** Looks at cells; a city that is not known is not added. */
  static SupplySnapshot take(
      Cities cities, String city, String product, long[] cells, Duration horizon) {
    return cities
        .find(city)
        .map(known ->
            new SupplySnapshot(known.freshness(product), known.count(product, cells, horizon)))
        .orElseGet(() -> new SupplySnapshot(NEVER_HEARD, Optional.empty()));
  }

  /** A cell in the words of the contract; without counts when there are none, which is not 0. */
  dev.faremesh.supply.v1.CellSupply write(CellSupply supply) {
    var cell = dev.faremesh.supply.v1.CellSupply.newBuilder().setCell(Cells.name(supply.cell()));
    if (counts.isPresent()) {
      cell.setOpen(supply.open())
          .setEnRoute(supply.enRoute())
          .setOnTrip(supply.onTrip())
          .setDropOffs(supply.dropOffs())
          .setExpectedAvailable(supply.expectedAvailable());
    }
    return cell.build();
  }
}
