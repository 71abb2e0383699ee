package dev.faremesh.demand.rpc;

import dev.faremesh.demand.RideBook;
import dev.faremesh.demand.v1.CancelRideRequest;
import dev.faremesh.demand.v1.CancelRideResponse;
import dev.faremesh.demand.v1.CompleteRideRequest;
import dev.faremesh.demand.v1.CompleteRideResponse;
import dev.faremesh.demand.v1.DemandServiceGrpc;
import dev.faremesh.demand.v1.GetCalibrationRequest;
import dev.faremesh.demand.v1.GetCalibrationResponse;
import dev.faremesh.demand.v1.GetDemandRequest;
import dev.faremesh.demand.v1.GetDemandResponse;
import dev.faremesh.demand.v1.GetRideRequest;
import dev.faremesh.demand.v1.GetRideResponse;
import dev.faremesh.demand.v1.ListRidesRequest;
import dev.faremesh.demand.v1.ListRidesResponse;
import dev.faremesh.demand.v1.ReportSessionsRequest;
import dev.faremesh.demand.v1.ReportSessionsResponse;
import dev.faremesh.demand.v1.RequestRideRequest;
import dev.faremesh.demand.v1.RequestRideResponse;
import dev.faremesh.demand.v1.Ride;
import dev.faremesh.demand.v1.StartRideRequest;
import dev.faremesh.demand.v1.StartRideResponse;
import dev.faremesh.demand.v1.WatchDemandRequest;
import dev.faremesh.demand.v1.WatchDemandResponse;
import dev.faremesh.mesh.stream.Reporters;
import dev.faremesh.mesh.stream.Watchers;
import io.grpc.stub.StreamObserver;
import java.time.Duration;

/** The methods of the contract, each on the event loop: nothing here blocks. */
public final class DemandRpc extends DemandServiceGrpc.DemandServiceImplBase {
  static final Duration DEFAULT_HORIZON = Duration.ofMinutes(5);

  private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(1);

  private final RideBook rides;
  private final Cities cities;
  private final Cells cells;
  private final Reporters reporters;
  private final Watchers watchers;

  public DemandRpc(
      RideBook rides, Cities cities, Cells cells, Reporters reporters, Watchers watchers) {
    this.rides = rides;
    this.cities = cities;
    this.cells = cells;
    this.reporters = reporters;
    this.watchers = watchers;
  }

  @Override
  public StreamObserver<ReportSessionsRequest> reportSessions(
      StreamObserver<ReportSessionsResponse> out) {
    var feed = new SessionFeed(cities);
    return reporters.serve(
        out,
        feed,
        (sequence, rejected) ->
            ReportSessionsResponse.newBuilder()
                .setAcknowledgement(DemandMessages.acknowledgement(sequence, rejected))
                .build());
  }

  @Override
  public void requestRide(RequestRideRequest request, StreamObserver<RequestRideResponse> out) {
    var ride = rides.execute(RideMessages.command(request));
    answer(out, RequestRideResponse.newBuilder().setRide(message(ride)).build());
  }

  @Override
  public void cancelRide(CancelRideRequest request, StreamObserver<CancelRideResponse> out) {
    var ride = rides.execute(RideMessages.command(request));
    answer(out, CancelRideResponse.newBuilder().setRide(message(ride)).build());
  }

  @Override
  public void startRide(StartRideRequest request, StreamObserver<StartRideResponse> out) {
    var ride = rides.execute(RideMessages.command(request));
    answer(out, StartRideResponse.newBuilder().setRide(message(ride)).build());
  }

  @Override
  public void completeRide(CompleteRideRequest request, StreamObserver<CompleteRideResponse> out) {
    var ride = rides.execute(RideMessages.command(request));
    answer(out, CompleteRideResponse.newBuilder().setRide(message(ride)).build());
  }

  @Override
  public void getRide(GetRideRequest request, StreamObserver<GetRideResponse> out) {
    var ride = rides.ride(request.getRideId());
    answer(out, GetRideResponse.newBuilder().setRide(message(ride)).build());
  }

  @Override
  public void listRides(ListRidesRequest request, StreamObserver<ListRidesResponse> out) {
    var page =
        rides.list(RideMessages.filter(request), request.getPageSize(), request.getPageToken());
    var response = ListRidesResponse.newBuilder().setNextPageToken(page.nextPageToken());
    page.rides().forEach(ride -> response.addRides(message(ride)));
    answer(out, response.build());
  }

  @Override
  public void getDemand(GetDemandRequest request, StreamObserver<GetDemandResponse> out) {
    var asked = cells.parse(request.getCellsList());
    var horizon =
        request.hasHorizon() ? DemandMessages.duration(request.getHorizon()) : DEFAULT_HORIZON;
    var reading = cities.read(request.getCity(), request.getProduct(), asked, horizon);
    var response =
        GetDemandResponse.newBuilder()
            .setFreshness(DemandMessages.freshness(reading.feed()))
            .setWindow(DemandMessages.message(reading.window()));
    reading
        .cells()
        .forEach(outlook -> response.addCells(DemandMessages.cell(outlook, reading.feed())));
    answer(out, response.build());
  }

  @Override
  public void getCalibration(
      GetCalibrationRequest request, StreamObserver<GetCalibrationResponse> out) {
    var reading = cities.calibration(request.getCity(), request.getProduct());
    var profile = cities.profile(request.getCity(), request.getProduct());
    answer(out, CalibrationMessages.message(reading, profile));
  }

  @Override
  public void watchDemand(WatchDemandRequest request, StreamObserver<WatchDemandResponse> out) {
    var interval =
        request.hasInterval() ? DemandMessages.duration(request.getInterval()) : DEFAULT_INTERVAL;
    var watch = new DemandWatch(cities, request, cells.of(request.getArea()));
    watchers.watch(out, interval, watch);
  }

  private static Ride message(dev.faremesh.demand.Ride ride) {
    return RideMessages.message(ride);
  }

  private static <R> void answer(StreamObserver<R> out, R response) {
    out.onNext(response);
    out.onCompleted();
  }
}
