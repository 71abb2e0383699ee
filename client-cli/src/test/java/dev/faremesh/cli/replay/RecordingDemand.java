package dev.faremesh.cli.replay;

import com.google.protobuf.Message;
import dev.faremesh.demand.v1.CancelRideRequest;
import dev.faremesh.demand.v1.CancelRideResponse;
import dev.faremesh.demand.v1.CompleteRideRequest;
import dev.faremesh.demand.v1.CompleteRideResponse;
import dev.faremesh.demand.v1.DemandServiceGrpc.DemandServiceImplBase;
import dev.faremesh.demand.v1.ReportSessionsRequest;
import dev.faremesh.demand.v1.ReportSessionsResponse;
import dev.faremesh.demand.v1.RequestRideRequest;
import dev.faremesh.demand.v1.RequestRideResponse;
import dev.faremesh.demand.v1.Ride;
import dev.faremesh.demand.v1.StartRideRequest;
import dev.faremesh.demand.v1.StartRideResponse;
import dev.faremesh.mesh.stream.Reporters;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A demand-server that writes down what it hears, and answers a little later, as one that has work
 * to do would. A ride is named after its rider.
 */
final class RecordingDemand extends DemandServiceImplBase {
  final List<Message> calls = new CopyOnWriteArrayList<>();
  final AtomicInteger mostUnderWay = new AtomicInteger();

  /** The status to fail a call with, or empty to answer it. */
  volatile Function<Message, Optional<Status>> failure = call -> Optional.empty();

  private final Reporters reporters = new Reporters(FeedServers.VALIDATOR);
  private final Recorded<ReportSessionsRequest> sessions;
  private final ScheduledExecutorService timer;
  private final AtomicInteger underWay = new AtomicInteger();

  RecordingDemand(Recorded<ReportSessionsRequest> sessions, ScheduledExecutorService timer) {
    this.sessions = sessions;
    this.timer = timer;
  }

  @Override
  public StreamObserver<ReportSessionsRequest> reportSessions(
      StreamObserver<ReportSessionsResponse> responses) {
    return reporters.serve(
        responses,
        sessions,
        (sequence, rejection) ->
            ReportSessionsResponse.newBuilder()
                .setAcknowledgement(RecordingSupply.acknowledgement(sequence, rejection))
                .build());
  }

  @Override
  public void requestRide(
      RequestRideRequest request, StreamObserver<RequestRideResponse> responses) {
    var ride = Ride.newBuilder().setRideId("of-" + request.getRiderId());
    answer(request, RequestRideResponse.newBuilder().setRide(ride).build(), responses);
  }

  @Override
  public void startRide(StartRideRequest request, StreamObserver<StartRideResponse> responses) {
    answer(request, StartRideResponse.getDefaultInstance(), responses);
  }

  @Override
  public void completeRide(
      CompleteRideRequest request, StreamObserver<CompleteRideResponse> responses) {
    answer(request, CompleteRideResponse.getDefaultInstance(), responses);
  }

  @Override
  public void cancelRide(CancelRideRequest request, StreamObserver<CancelRideResponse> responses) {
    answer(request, CancelRideResponse.getDefaultInstance(), responses);
  }

  private <R> void answer(Message request, R answer, StreamObserver<R> responses) {
    calls.add(request);
    mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
    var _ =
        timer.schedule(
            () -> {
              underWay.decrementAndGet();
              failure
                  .apply(request)
                  .ifPresentOrElse(
                      status -> responses.onError(status.asRuntimeException()),
                      () -> {
                        responses.onNext(answer);
                        responses.onCompleted();
                      });
            },
            1,
            TimeUnit.MILLISECONDS);
  }
}
