package dev.faremesh.cli;

import com.google.protobuf.Message;
import dev.faremesh.demand.v1.CancelRideRequest;
import dev.faremesh.demand.v1.CancelRideResponse;
import dev.faremesh.demand.v1.CompleteRideRequest;
import dev.faremesh.demand.v1.CompleteRideResponse;
import dev.faremesh.demand.v1.DemandServiceGrpc.DemandServiceImplBase;
import dev.faremesh.demand.v1.GetCalibrationRequest;
import dev.faremesh.demand.v1.GetCalibrationResponse;
import dev.faremesh.demand.v1.GetDemandRequest;
import dev.faremesh.demand.v1.GetDemandResponse;
import dev.faremesh.demand.v1.GetRideRequest;
import dev.faremesh.demand.v1.GetRideResponse;
import dev.faremesh.demand.v1.ListRidesRequest;
import dev.faremesh.demand.v1.ListRidesResponse;
import dev.faremesh.demand.v1.RequestRideRequest;
import dev.faremesh.demand.v1.RequestRideResponse;
import dev.faremesh.demand.v1.Ride;
import dev.faremesh.demand.v1.StartRideRequest;
import dev.faremesh.demand.v1.StartRideResponse;
import io.grpc.stub.StreamObserver;
import java.util.Map;

/** A demand-server that answers what it was told, and remembers what it was asked. */
public final class FakeDemand extends DemandServiceImplBase {
  public volatile GetDemandResponse demand = GetDemandResponse.getDefaultInstance();
  public volatile GetCalibrationResponse calibration = GetCalibrationResponse.getDefaultInstance();
  public volatile Ride ride = Ride.getDefaultInstance();
  public volatile Map<String, ListRidesResponse> pages = Map.of();
  public volatile Message request = RequestRideRequest.getDefaultInstance();

  @Override
  public void getDemand(GetDemandRequest request, StreamObserver<GetDemandResponse> response) {
    answer(request, response, demand);
  }

  @Override
  public void getCalibration(
      GetCalibrationRequest request, StreamObserver<GetCalibrationResponse> response) {
    answer(request, response, calibration);
  }

  @Override
  public void requestRide(
      RequestRideRequest request, StreamObserver<RequestRideResponse> response) {
    answer(request, response, RequestRideResponse.newBuilder().setRide(ride).build());
  }

  @Override
  public void startRide(StartRideRequest request, StreamObserver<StartRideResponse> response) {
    answer(request, response, StartRideResponse.newBuilder().setRide(ride).build());
  }

  @Override
  public void completeRide(
      CompleteRideRequest request, StreamObserver<CompleteRideResponse> response) {
    answer(request, response, CompleteRideResponse.newBuilder().setRide(ride).build());
  }

  @Override
  public void cancelRide(CancelRideRequest request, StreamObserver<CancelRideResponse> response) {
    answer(request, response, CancelRideResponse.newBuilder().setRide(ride).build());
  }

  @Override
  public void getRide(GetRideRequest request, StreamObserver<GetRideResponse> response) {
    answer(request, response, GetRideResponse.newBuilder().setRide(ride).build());
  }

  @Override
  public void listRides(ListRidesRequest request, StreamObserver<ListRidesResponse> response) {
    answer(
        request,
        response,
        pages.getOrDefault(request.getPageToken(), ListRidesResponse.getDefaultInstance()));
  }

  private <R> void answer(Message asked, StreamObserver<R> response, R answer) {
    request = asked;
    response.onNext(answer);
    response.onCompleted();
  }
}
