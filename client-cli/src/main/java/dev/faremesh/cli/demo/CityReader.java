package dev.faremesh.cli.demo;

import com.google.type.LatLng;
import dev.faremesh.cli.demo.CitySnapshot.CellState;
import dev.faremesh.demand.v1.CellDemand;
import dev.faremesh.demand.v1.DemandServiceGrpc;
import dev.faremesh.demand.v1.DemandServiceGrpc.DemandServiceBlockingStub;
import dev.faremesh.demand.v1.GetDemandRequest;
import dev.faremesh.pricing.v1.CellSurge;
import dev.faremesh.pricing.v1.GetSurgeRequest;
import dev.faremesh.pricing.v1.PricingServiceGrpc;
import dev.faremesh.pricing.v1.PricingServiceGrpc.PricingServiceBlockingStub;
import dev.faremesh.supply.v1.CellSupply;
import dev.faremesh.supply.v1.GetSupplyRequest;
import dev.faremesh.supply.v1.SupplyServiceGrpc;
import dev.faremesh.supply.v1.SupplyServiceGrpc.SupplyServiceBlockingStub;
import dev.faremesh.type.v1.Area;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Asks the three servers about all cells of the city. Blocks; used by one thread. */
final class CityReader {
  /** Rings of cells around the centre: they hold everybody of {@link CityMap}. */
  private static final int RINGS = 6;

  private final SupplyServiceBlockingStub supply;
  private final DemandServiceBlockingStub demand;
  private final PricingServiceBlockingStub pricing;
  private final String city;
  private final String product;

  CityReader(Channels channels, String city, String product) {
    this.supply = SupplyServiceGrpc.newBlockingStub(channels.supply());
    this.demand = DemandServiceGrpc.newBlockingStub(channels.demand());
    this.pricing = PricingServiceGrpc.newBlockingStub(channels.pricing());
    this.city = city;
    this.product = product;
  }

  /**
   * Asks.
   *
   * @throws io.grpc.StatusRuntimeException when a server does not answer
   */
  CitySnapshot read() {
    var surges = surges();
    var cells = surges.stream().map(CellSurge::getCell).toList();
    var supplies =
        supply
            .getSupply(
                GetSupplyRequest.newBuilder()
                    .setCity(city)
                    .setProduct(product)
                    .addAllCells(cells)
                    .build())
            .getCellsList();
    var demands =
        demand
            .getDemand(
                GetDemandRequest.newBuilder()
                    .setCity(city)
                    .setProduct(product)
                    .addAllCells(cells)
                    .build())
            .getCellsList();
    var states = new ArrayList<CellState>();
    for (int i = 0; i < cells.size(); i++) {
      states.add(state(surges.get(i), supplies.get(i), demands.get(i)));
    }
    states.removeIf(CellState::isEmpty);
    return new CitySnapshot(states);
  }

  private List<CellSurge> surges() {
    var centre = Spot.CENTRE;
    return pricing
        .getSurge(
            GetSurgeRequest.newBuilder()
                .setCity(city)
                .setProduct(product)
                .setArea(
                    Area.newBuilder()
                        .setCenter(
                            LatLng.newBuilder()
                                .setLatitude(centre.latitude())
                                .setLongitude(centre.longitude()))
                        .setRings(RINGS))
                .build())
        .getCellsList();
  }

  private static CellState state(CellSurge surge, CellSupply supply, CellDemand demand) {
    return new CellState(
        surge.getCell(),
        supply.getOpen(),
        supply.getEnRoute() + supply.getOnTrip(),
        demand.getSessions(),
        demand.getRequests(),
        surge.hasMultiplier() ? OptionalDouble.of(surge.getMultiplier()) : OptionalDouble.empty());
  }
}
