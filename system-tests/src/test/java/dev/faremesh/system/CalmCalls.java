package dev.faremesh.system;

import dev.faremesh.supply.v1.GetSupplyRequest;
import dev.faremesh.supply.v1.GetSupplyResponse;
import dev.faremesh.supply.v1.SupplyServiceGrpc;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Asks a supply server at a steady pace, as {@link QuoteLoad} asks for quotes. */
final class CalmCalls implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(5);
  private static final GetSupplyRequest REQUEST =
      GetSupplyRequest.newBuilder()
          .setCity("nyc")
          .setProduct("standard")
          .addCells("882a100d65fffff")
          .build();

  private final SupplyServiceGrpc.SupplyServiceStub supply;
  private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
  private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
  private final long startedAt = System.nanoTime();
  private final long gapNanos;
  private long sent;

  private record Call(long meant, CompletableFuture<QuoteLoad.Outcome> end) {}

  /** Starts. */
  CalmCalls(Channel channel, int perSecond) {
    this.supply = SupplyServiceGrpc.newStub(channel);
    this.gapNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
    var _ = pace.scheduleAtFixedRate(this::send, 0, gapNanos, TimeUnit.NANOSECONDS);
  }

  private void send() {
    long meant = startedAt + sent++ * gapNanos;
    long late = System.nanoTime() - meant;
    var end = new CompletableFuture<QuoteLoad.Outcome>();
    calls.add(new Call(meant, end));
    supply
        .withDeadlineAfter(DEADLINE)
        .getSupply(
            REQUEST,
            new StreamObserver<>() {
              @Override
              public void onNext(GetSupplyResponse answer) {}

              @Override
              public void onError(Throwable failure) {
                ended(Status.fromThrowable(failure));
              }

              @Override
              public void onCompleted() {
                ended(Status.OK);
              }

              private void ended(Status status) {
                end.complete(new QuoteLoad.Outcome(meant, late, status, System.nanoTime() - meant));
              }
            });
  }

  /** What becomes of the calls that were meant to be made from now on, for so long. */
  QuoteLoad.Outcomes during(Duration time) {
    long from = System.nanoTime();
    OutageIT.pass(time);
    long to = System.nanoTime();
    return new QuoteLoad.Outcomes(
        calls.stream()
            .filter(call -> call.meant() >= from && call.meant() < to)
            .map(call -> call.end().join())
            .toList());
  }

  @Override
  public void close() {
    pace.shutdownNow();
  }
}
