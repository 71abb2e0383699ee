package dev.faremesh.supply.rpc;

import dev.faremesh.mesh.stream.Rejected;
import dev.faremesh.mesh.stream.Reporters;
import dev.faremesh.mesh.stream.Watchers;
import dev.faremesh.supply.v1.GetSupplyRequest;
import dev.faremesh.supply.v1.GetSupplyResponse;
import dev.faremesh.supply.v1.ReportDriversRequest;
import dev.faremesh.supply.v1.ReportDriversResponse;
import dev.faremesh.supply.v1.SupplyServiceGrpc;
import dev.faremesh.supply.v1.WatchSupplyRequest;
import dev.faremesh.supply.v1.WatchSupplyResponse;
import dev.faremesh.type.v1.Acknowledgement;
import dev.faremesh.type.v1.Rejection;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Optional;

/** The supply service. Never blocks, so it can run on the event loop. */
public final class SupplyRpc extends SupplyServiceGrpc.SupplyServiceImplBase {
  /** How far ahead drop-offs count when nobody says. */
  static final Duration USUAL_HORIZON = Duration.ofMinutes(5);

  private static final Duration USUAL_INTERVAL = Duration.ofSeconds(1);

  private final Cities cities;
  private final Cells cells;
  private final Reporters reporters;
  private final Watchers watchers;

  public SupplyRpc(Cities cities, Cells cells, Reporters reporters, Watchers watchers) {
    this.cities = cities;
    this.cells = cells;
    this.reporters = reporters;
    this.watchers = watchers;
  }

  @Override
  public StreamObserver<ReportDriversRequest> reportDrivers(
      StreamObserver<ReportDriversResponse> out) {
    var feed = new DriverFeed(cities, new ReportReader(cells));
    return reporters.serve(out, feed, SupplyRpc::acknowledge);
  }

  private static ReportDriversResponse acknowledge(long sequence, Optional<Rejected> rejection) {
    var acknowledgement = Acknowledgement.newBuilder().setSequence(sequence);
    rejection.ifPresent(rejected ->
        acknowledgement.setRejection(
            Rejection.newBuilder().setInfo(rejected.info()).setMessage(rejected.getMessage())));
    return ReportDriversResponse.newBuilder().setAcknowledgement(acknowledgement).build();
  }

  @Override
  public void getSupply(GetSupplyRequest request, StreamObserver<GetSupplyResponse> out) {
    var asked = cells.parse(request.getCellsList());
    var horizon = request.hasHorizon() ? EventTimes.duration(request.getHorizon()) : USUAL_HORIZON;
    var snapshot =
        SupplySnapshot.take(cities, request.getCity(), request.getProduct(), asked, horizon);
    var response = GetSupplyResponse.newBuilder().setFreshness(snapshot.freshness());
    for (int i = 0; i < asked.length; i++) {
      response.addCells(snapshot.write(i, asked[i]));
    }
    out.onNext(response.build());
    out.onCompleted();
  }

  @Override
  public void watchSupply(WatchSupplyRequest request, StreamObserver<WatchSupplyResponse> out) {
    var interval =
        request.hasInterval() ? EventTimes.duration(request.getInterval()) : USUAL_INTERVAL;
    var watch = new SupplyWatch(cities, request, cells.in(request.getArea()));
    watchers.watch(out, interval, watch);
  }
}
