package dev.faremesh.pricing.rpc;

import dev.faremesh.demand.v1.CellDemand;
import dev.faremesh.demand.v1.DemandServiceGrpc;
import dev.faremesh.demand.v1.GetDemandRequest;
import dev.faremesh.demand.v1.GetDemandResponse;
import dev.faremesh.mesh.call.Edge;
import dev.faremesh.mesh.read.BatchCall;
import dev.faremesh.mesh.read.Reader;
import dev.faremesh.pricing.Cell;
import dev.faremesh.pricing.CellCount;
import dev.faremesh.pricing.CellCounts;
import dev.faremesh.pricing.DemandSource;
import dev.faremesh.pricing.Market;
import dev.faremesh.pricing.Signal;
import io.grpc.Channel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Asks demand-server. Its answers complete on the threads of the channel. */
public final class DemandReader implements DemandSource {
  private final CellReader cells;

  /**
   * Reads through a channel, whose deadlines and other protections are its own.
   *
   * @param edge what is known of the other end
   * @param loop the event loop
   */
  public DemandReader(Channel channel, Edge edge, Executor loop) {
    var method = DemandServiceGrpc.getGetDemandMethod();
    var sanity = new SanityLog("demand");
    this.cells =
        new CellReader(
            new Reader<>(
                edge,
                method,
                loop,
                CellReader.MOST_CELLS,
                BatchCall.unary(
                    channel, method, DemandReader::request, sanity.watching(DemandReader::told))));
  }

  @Override
  public CompletionStage<Signal<CellCounts>> of(Market market, List<Cell> cells, Duration horizon) {
    return this.cells.of(market, cells, horizon);
  }

  private static GetDemandRequest request(Question question, List<Cell> cells) {
    var request =
        GetDemandRequest.newBuilder()
            .setCity(question.market().city())
            .setProduct(question.market().product())
            .setHorizon(question.horizonAsWritten());
    cells.forEach(cell -> request.addCells(cell.toString()));
    return request.build();
  }

  private static Map<Cell, Told> told(List<Cell> cells, GetDemandResponse answer) {
    return Answers.in(
            cells,
            answer.getFreshness(),
            answer.getCellsList(),
            CellDemand::getCell,
            DemandReader::riders)
        .told();
  }

  private static Optional<CellCount> riders(CellDemand cell) {
    if (!cell.hasExpectedSessions() || !cell.hasOpenRequests() || !cell.hasLogDemand()) {
      return Optional.empty();
    }
    if (cell.getExpectedSessions() < 0 || cell.getOpenRequests() < 0) { // must not hide in the sum
      throw new IllegalArgumentException(
          "expected_sessions, open_requests: %s, %d (expected: >= 0)"
              .formatted(cell.getExpectedSessions(), cell.getOpenRequests()));
    }
    return Optional.of(
        new CellCount(cell.getExpectedSessions() + cell.getOpenRequests(), cell.getLogDemand()));
  }
}
