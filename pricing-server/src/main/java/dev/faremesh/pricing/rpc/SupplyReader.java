package dev.faremesh.pricing.rpc;

import dev.faremesh.mesh.call.Edge;
import dev.faremesh.mesh.read.BatchCall;
import dev.faremesh.mesh.read.Reader;
import dev.faremesh.pricing.Cell;
import dev.faremesh.pricing.CellCount;
import dev.faremesh.pricing.CellCounts;
import dev.faremesh.pricing.Market;
import dev.faremesh.pricing.Signal;
import dev.faremesh.pricing.SupplySource;
import dev.faremesh.supply.v1.CellSupply;
import dev.faremesh.supply.v1.GetSupplyRequest;
import dev.faremesh.supply.v1.GetSupplyResponse;
import dev.faremesh.supply.v1.SupplyServiceGrpc;
import io.grpc.Channel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Asks supply-server. Its answers complete on the threads of the channel. */
public final class SupplyReader implements SupplySource {
  private final CellReader cells;

  /**
   * Reads through a channel, whose deadlines and other protections are its own.
   *
   * @param edge what is known of the other end
   * @param loop the event loop
   */
  public SupplyReader(Channel channel, Edge edge, Executor loop) {
    var method = SupplyServiceGrpc.getGetSupplyMethod();
    var sanity = new SanityLog("supply");
    this.cells =
        new CellReader(
            new Reader<>(
                edge,
                method,
                loop,
                CellReader.MOST_CELLS,
                BatchCall.unary(
                    channel, method, SupplyReader::request, sanity.watching(SupplyReader::told))));
  }

  @Override
  public CompletionStage<Signal<CellCounts>> of(Market market, List<Cell> cells, Duration horizon) {
    return this.cells.of(market, cells, horizon);
  }

  private static GetSupplyRequest request(Question question, List<Cell> cells) {
    var request =
        GetSupplyRequest.newBuilder()
            .setCity(question.market().city())
            .setProduct(question.market().product())
            .setHorizon(question.horizonAsWritten());
    cells.forEach(cell -> request.addCells(cell.toString()));
    return request.build();
  }

  private static Map<Cell, Told> told(List<Cell> cells, GetSupplyResponse answer) {
    return Answers.in(
            cells,
            answer.getFreshness(),
            answer.getCellsList(),
            CellSupply::getCell,
            SupplyReader::drivers)
        .told();
  }

  private static Optional<CellCount> drivers(CellSupply cell) {
    return cell.hasExpectedAvailable() && cell.hasLogSupply()
        ? Optional.of(new CellCount(cell.getExpectedAvailable(), cell.getLogSupply()))
        : Optional.empty();
  }
}
