package dev.faremesh.pricing.rpc;

import com.google.protobuf.Duration;
import dev.faremesh.pricing.Cell;
import dev.faremesh.pricing.CellCounts;
import dev.faremesh.pricing.Market;
import dev.faremesh.pricing.Signal;
import dev.faremesh.pricing.SupplySource;
import dev.faremesh.supply.v1.CellSupply;
import dev.faremesh.supply.v1.GetSupplyRequest;
import dev.faremesh.supply.v1.GetSupplyResponse;
import dev.faremesh.supply.v1.SupplyServiceGrpc;
import dev.faremesh.supply.v1.SupplyServiceGrpc.SupplyServiceStub;
import io.grpc.Channel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Asks supply-server. Its answers complete on the threads of the channel. */
public final class SupplyReader implements SupplySource {
  private final SupplyServiceStub supply;

  /** Reads through a channel, whose deadlines and other protections are its own. */
  public SupplyReader(Channel channel) {
    this.supply = SupplyServiceGrpc.newStub(channel);
  }

  @Override
  public CompletionStage<Signal<CellCounts>> of(
      Market market, List<Cell> cells, java.time.Duration horizon) {
    var batch = new CellBatch(cells);
    var request =
        GetSupplyRequest.newBuilder()
            .setCity(market.city())
            .setProduct(market.product())
            .addAllCells(batch.names())
            .setHorizon(Duration.newBuilder().setSeconds(horizon.toSeconds()))
            .build();
    var pending = new PendingSignal<GetSupplyResponse>(answer -> signal(batch, answer));
    supply.getSupply(request, pending);
    return pending.signal();
  }

  private static Signal<CellCounts> signal(CellBatch batch, GetSupplyResponse answer) {
    return batch.judge(
        answer.getFreshness(),
        answer.getCellsList(),
        CellSupply::getCell,
        cell ->
            cell.hasExpectedAvailable()
                ? Optional.of(cell.getExpectedAvailable())
                : Optional.empty());
  }
}
