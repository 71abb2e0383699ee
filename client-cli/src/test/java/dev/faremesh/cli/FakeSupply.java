package dev.faremesh.cli;

import dev.faremesh.supply.v1.GetSupplyRequest;
import dev.faremesh.supply.v1.GetSupplyResponse;
import dev.faremesh.supply.v1.SupplyServiceGrpc.SupplyServiceImplBase;
import io.grpc.stub.StreamObserver;

/** A supply-server that answers what it was told. */
public final class FakeSupply extends SupplyServiceImplBase {
  public volatile GetSupplyResponse supply = GetSupplyResponse.getDefaultInstance();

  @Override
  public void getSupply(GetSupplyRequest request, StreamObserver<GetSupplyResponse> response) {
    response.onNext(supply);
    response.onCompleted();
  }
}
