package dev.faremesh.cli.replay;

import dev.faremesh.demand.v1.CancelRideRequest;
import dev.faremesh.demand.v1.CancelRideResponse;
import dev.faremesh.demand.v1.CompleteRideRequest;
import dev.faremesh.demand.v1.CompleteRideResponse;
import dev.faremesh.demand.v1.DemandServiceGrpc.DemandServiceStub;
import dev.faremesh.demand.v1.RequestRideRequest;
import dev.faremesh.demand.v1.RequestRideResponse;
import dev.faremesh.demand.v1.StartRideRequest;
import dev.faremesh.demand.v1.StartRideResponse;
import io.grpc.Status;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The calls that a feed makes about rides. Calls about one ride are made one after the other, those
 * about different rides at once, up to a limit. A call that got no answer is made again, a few
 * times: its request id tells the server that it is the same.
 *
 * <p>Used by one thread, which waits when too many calls are under way.
 */
final class RideCalls {
  static final int MOST_IN_FLIGHT = 256;

  /** Stands for a status where a call was not made because the one before it had failed. */
  static final String NOT_MADE = "NOT_MADE";

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MOST_ATTEMPTS = 5;

  private final DemandServiceStub demand;
  private final Feed feed;
  private final String run;
  private final FeedCounts counts;
  private final InFlight inFlight = new InFlight(MOST_IN_FLIGHT);
  private final Map<String, CompletableFuture<String>> rides = new HashMap<>();

  /**
   * Makes calls for one run of a feed.
   *
   * @param run makes the request ids differ from those of other runs
   */
  RideCalls(DemandServiceStub demand, Feed feed, String run, FeedCounts counts) {
    this.demand = demand;
    this.feed = feed;
    this.run = run;
    this.counts = counts;
  }

  void request(FeedEvent.Request request) throws InterruptedException {
    var message =
        RequestRideRequest.newBuilder()
            .setRequestId(requestId("request", request.rideId()))
            .setRiderId(request.riderId())
            .setCity(feed.city())
            .setProduct(feed.product())
            .setPickup(FeedMessages.latLng(request.pickup()));
    request.dropoff().ifPresent(place -> message.setDropoff(FeedMessages.latLng(place)));
    rides.put(request.rideId(), CompletableFuture.completedFuture("to be named"));
    enqueue(
        request.rideId(),
        Count.REQUESTS,
        _ ->
            PendingAnswer.<RequestRideResponse>to(a -> demand.requestRide(message.build(), a))
                .thenApply(response -> response.getRide().getRideId()));
  }

  void pickup(FeedEvent.Pickup pickup) throws InterruptedException {
    var message =
        StartRideRequest.newBuilder()
            .setRequestId(requestId("start", pickup.rideId()))
            .setDriverId(pickup.driverId());
    enqueue(
        pickup.rideId(),
        Count.STARTS,
        ride ->
            PendingAnswer.<StartRideResponse>to(
                    a -> demand.startRide(message.setRideId(ride).build(), a))
                .thenApply(_ -> ride));
  }

  void complete(FeedEvent.Completion completion) throws InterruptedException {
    var message =
        CompleteRideRequest.newBuilder().setRequestId(requestId("complete", completion.rideId()));
    enqueue(
        completion.rideId(),
        Count.COMPLETIONS,
        ride ->
            PendingAnswer.<CompleteRideResponse>to(
                    a -> demand.completeRide(message.setRideId(ride).build(), a))
                .thenApply(_ -> ride));
    rides.remove(completion.rideId());
  }

  void cancel(FeedEvent.Cancellation cancellation) throws InterruptedException {
    var message =
        CancelRideRequest.newBuilder().setRequestId(requestId("cancel", cancellation.rideId()));
    enqueue(
        cancellation.rideId(),
        Count.CANCELLATIONS,
        ride ->
            PendingAnswer.<CancelRideResponse>to(
                    a -> demand.cancelRide(message.setRideId(ride).build(), a))
                .thenApply(_ -> ride));
    rides.remove(cancellation.rideId());
  }

  /**
   * Waits until all calls are answered, one way or the other.
   *
   * @throws io.grpc.StatusRuntimeException when that takes too long
   */
  void finish() throws InterruptedException {
    if (!inFlight.awaitNone(PATIENCE)) {
      throw Status.DEADLINE_EXCEEDED
          .withDescription(
              "calls about rides are not answered after %d s: %s"
                  .formatted(PATIENCE.toSeconds(), inFlight))
          .asRuntimeException();
    }
  }

  private void enqueue(String rideId, Count count, Function<String, CompletableFuture<String>> call)
      throws InterruptedException {
    inFlight.enter();
    var before = rides.getOrDefault(rideId, neverAskedFor());
    rides.put(
        rideId,
        before
            .whenComplete((_, failure) -> {
              if (failure != null) {
                counts.failed(NOT_MADE);
              }
            })
            .thenCompose(ride -> counted(count, ride, call))
            .whenComplete((_, _) -> inFlight.leave()));
  }

  private static CompletableFuture<String> neverAskedFor() {
    return CompletableFuture.failedFuture(
        new IllegalStateException("this feed never asked for the ride"));
  }

  private CompletableFuture<String> counted(
      Count count, String ride, Function<String, CompletableFuture<String>> call) {
    return attempt(() -> call.apply(ride), MOST_ATTEMPTS)
        .whenComplete((_, failure) -> {
          if (failure == null) {
            counts.add(count);
          } else {
            counts.failed(statusOf(failure).name());
          }
        });
  }

  private CompletableFuture<String> attempt(
      Supplier<CompletableFuture<String>> call, int attempts) {
    return call.get()
        .whenComplete((_, failure) -> observe(failure))
        .exceptionallyCompose(failure ->
            attempts > 1 && isLost(failure)
                ? attempt(call, attempts - 1)
                : CompletableFuture.failedFuture(failure));
  }

  private void observe(@Nullable Throwable failure) {
    if (failure == null) {
      inFlight.answered();
    } else if (isLost(failure)) {
      inFlight.lost();
    }
  }

  private static boolean isLost(Throwable failure) {
    var status = statusOf(failure);
    return status == Status.Code.UNAVAILABLE || status == Status.Code.DEADLINE_EXCEEDED;
  }

  private static Status.Code statusOf(Throwable failure) {
    return Status.fromThrowable(failure).getCode(); // looks for it among the causes
  }

  private String requestId(String verb, String rideId) {
    var name = String.join("/", run, verb, rideId);
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
