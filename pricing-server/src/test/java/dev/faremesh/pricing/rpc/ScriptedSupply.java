package dev.faremesh.pricing.rpc;

import dev.faremesh.pricing.Indices;
import dev.faremesh.supply.v1.CellSupply;
import dev.faremesh.supply.v1.GetSupplyRequest;
import dev.faremesh.supply.v1.GetSupplyResponse;
import dev.faremesh.supply.v1.SupplyServiceGrpc;
import dev.faremesh.type.v1.Freshness;
import io.grpc.stub.StreamObserver;
import java.util.function.Function;

/** Stands in for supply-server. */
public final class ScriptedSupply extends SupplyServiceGrpc.SupplyServiceImplBase {
  public final Script<GetSupplyRequest, GetSupplyResponse> script = new Script<>();

  /** As many drivers in every cell of the city. */
  public void drivers(double perCell, Freshness freshness) {
    drivers(perCell, Indices.logSupplyEverywhere(perCell), freshness);
  }

  public void drivers(double perCell, double logSupply, Freshness freshness) {
    cells(
        cell ->
            CellSupply.newBuilder()
                .setCell(cell)
                .setExpectedAvailable(perCell)
                .setLogSupply(logSupply)
                .build(),
        freshness);
  }

  /** Knows the cells, but nothing of them. */
  public void notObserved() {
    cells(
        cell -> CellSupply.newBuilder().setCell(cell).build(),
        Freshness.newBuilder().setCoverage(0).build());
  }

  /** Whatever the test likes of each cell. */
  public void cells(Function<String, CellSupply> cell, Freshness freshness) {
    script.answer(question ->
        GetSupplyResponse.newBuilder()
            .setFreshness(freshness)
            .addAllCells(question.getCellsList().stream().map(cell).toList())
            .build());
  }

  @Override
  public void getSupply(GetSupplyRequest request, StreamObserver<GetSupplyResponse> out) {
    script.play(request, out);
  }
}
