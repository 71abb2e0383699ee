package dev.faremesh.pricing.rpc;

import dev.faremesh.demand.v1.CellDemand;
import dev.faremesh.demand.v1.DemandServiceGrpc;
import dev.faremesh.demand.v1.GetDemandRequest;
import dev.faremesh.demand.v1.GetDemandResponse;
import dev.faremesh.pricing.Indices;
import dev.faremesh.type.v1.Freshness;
import io.grpc.stub.StreamObserver;
import java.util.function.Function;

/** Stands in for demand-server. */
public final class ScriptedDemand extends DemandServiceGrpc.DemandServiceImplBase {
  public final Script<GetDemandRequest, GetDemandResponse> script = new Script<>();

  /** As many riders in every cell of the city. */
  public void riders(double sessionsPerCell, int openRequestsPerCell, Freshness freshness) {
    double log = Indices.logDemandEverywhere(sessionsPerCell + openRequestsPerCell);
    riders(sessionsPerCell, openRequestsPerCell, log, freshness);
  }

  public void riders(double sessions, int openRequests, double logDemand, Freshness freshness) {
    cells(cell -> riders(cell, sessions, openRequests, logDemand), freshness);
  }

  public static CellDemand riders(
      String cell, double sessions, int openRequests, double logDemand) {
    return CellDemand.newBuilder()
        .setCell(cell)
        .setExpectedSessions(sessions)
        .setOpenRequests(openRequests)
        .setLogDemand(logDemand)
        .build();
  }

  /** Knows the cells, but nothing of them. */
  public void notObserved() {
    cells(
        cell -> CellDemand.newBuilder().setCell(cell).build(),
        Freshness.newBuilder().setCoverage(0).build());
  }

  /** Whatever the test likes of each cell. */
  public void cells(Function<String, CellDemand> cell, Freshness freshness) {
    script.answer(question ->
        GetDemandResponse.newBuilder()
            .setFreshness(freshness)
            .addAllCells(question.getCellsList().stream().map(cell).toList())
            .build());
  }

  @Override
  public void getDemand(GetDemandRequest request, StreamObserver<GetDemandResponse> out) {
    script.play(request, out);
  }
}
