package dev.faremesh.supply.rpc;

import dev.faremesh.supply.CellOutlook;
import dev.faremesh.supply.v1.CellSupply;
import dev.faremesh.type.v1.Freshness;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Some cells at one moment, and how far what is known of them can be trusted.
 *
 * @param outlooks empty when the market was never heard of
 */
record SupplySnapshot(Freshness freshness, Optional<List<CellOutlook>> outlooks) {
  private static final Freshness NEVER_HEARD = Freshness.newBuilder().setCoverage(0).build();

  /** Looks at cells; a city that is not known is not added. */
  static SupplySnapshot take(
      Cities cities, String city, String product, long[] cells, Duration horizon) {
    return cities
        .find(city)
        .map(known -> known.look(product, cells, horizon))
        .orElseGet(() -> new SupplySnapshot(NEVER_HEARD, Optional.empty()));
  }

  /** The counts alone. */
  Optional<List<dev.faremesh.supply.CellSupply>> counts() {
    return outlooks.map(known -> known.stream().map(CellOutlook::counts).toList());
  }

  /** A cell in the words of the contract; without counts when there are none, which is not 0. */
  CellSupply write(int index, long cell) {
    var message = CellSupply.newBuilder().setCell(Cells.name(cell));
    outlooks.map(known -> known.get(index)).ifPresent(outlook -> write(outlook, message));
    return message.build();
  }

  private static void write(CellOutlook outlook, CellSupply.Builder message) {
    var counts = outlook.counts();
    message
        .setOpen(counts.open())
        .setEnRoute(counts.enRoute())
        .setOnTrip(counts.onTrip())
        .setDropOffs(counts.dropOffs())
        .setExpectedAvailable(outlook.expectedAvailable())
        .setLogSupply(outlook.logSupply());
  }
}
