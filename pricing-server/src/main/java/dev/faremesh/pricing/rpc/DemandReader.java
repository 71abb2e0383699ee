package dev.faremesh.pricing.rpc;

import com.google.protobuf.Duration;
import dev.faremesh.demand.v1.CellDemand;
import dev.faremesh.demand.v1.DemandServiceGrpc;
import dev.faremesh.demand.v1.DemandServiceGrpc.DemandServiceStub;
import dev.faremesh.demand.v1.GetDemandRequest;
import dev.faremesh.demand.v1.GetDemandResponse;
import dev.faremesh.pricing.Cell;
import dev.faremesh.pricing.CellCounts;
import dev.faremesh.pricing.DemandSource;
import dev.faremesh.pricing.Market;
import dev.faremesh.pricing.Signal;
import io.grpc.Channel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Asks demand-server. Its answers complete on the threads of the channel. */
public final class DemandReader implements DemandSource {
  private final DemandServiceStub demand;

  /** Reads through a channel, whose deadlines and other protections are its own. */
  public DemandReader(Channel channel) {
    this.demand = DemandServiceGrpc.newStub(channel);
  }

  @Override
  public CompletionStage<Signal<CellCounts>> of(
      Market market, List<Cell> cells, java.time.Duration horizon) {
    var batch = new CellBatch(cells);
    var request =
        GetDemandRequest.newBuilder()
            .setCity(market.city())
            .setProduct(market.product())
            .addAllCells(batch.names())
            .setHorizon(Duration.newBuilder().setSeconds(horizon.toSeconds()))
            .build();
    var pending = new PendingSignal<GetDemandResponse>(answer -> signal(batch, answer));
    demand.getDemand(request, pending);
    return pending.signal();
  }

  private static Signal<CellCounts> signal(CellBatch batch, GetDemandResponse answer) {
    return batch.judge(
        answer.getFreshness(), answer.getCellsList(), CellDemand::getCell, DemandReader::riders);
  }

  private static Optional<Double> riders(CellDemand cell) {
    if (!cell.hasExpectedSessions() || !cell.hasOpenRequests()) {
      return Optional.empty();
    }
    if (cell.getOpenRequests() < 0) { // must not hide in the sum
      throw new IllegalArgumentException(
          "open_requests: %d (expected: >= 0)".formatted(cell.getOpenRequests()));
    }
    return Optional.of(cell.getExpectedSessions() + cell.getOpenRequests());
  }
}
