package dev.faremesh.system;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.faremesh.supply.v1.GetSupplyRequest;
import dev.faremesh.supply.v1.GetSupplyResponse;
import dev.faremesh.supply.v1.SupplyServiceGrpc;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks a supply server at a steady pace, whether the last questions were answered or not. Latency
 * counts from when a question was meant to be asked, so that a stall is not hidden.
 */
final class CalmCalls implements AutoCloseable {
  private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(25);
  private static final double MOST_LATE = 0.05;
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

  /** Starts. */
  CalmCalls(Channel channel, int perSecond) {
    this.supply = SupplyServiceGrpc.newStub(channel);
    this.gapNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
    var _ = pace.scheduleAtFixedRate(this::send, 0, gapNanos, TimeUnit.NANOSECONDS);
  }

  private void send() {
    var call = new Call(startedAt + sent++ * gapNanos);
    calls.add(call);
    supply.withDeadlineAfter(DEADLINE).getSupply(REQUEST, call);
  }

  /** What becomes of the calls that were meant to be made from now on, for so long. */
  Ends during(Duration time) {
    long from = System.nanoTime();
    long to = from + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = to - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    return new Ends(
        calls.stream()
            .filter(call -> call.meant >= from && call.meant < to)
            .map(call -> call.end.join())
            .toList());
  }

  @Override
  public void close() {
    pace.shutdownNow();
  }

  private static final class Call implements StreamObserver<GetSupplyResponse> {
    private final long meant;
    private final long late;
    private final CompletableFuture<End> end = new CompletableFuture<>();

    Call(long meant) {
      this.meant = meant;
      this.late = System.nanoTime() - meant;
    }

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
      end.complete(new End(late, status, System.nanoTime() - meant));
    }
  }

  /** How one call ended. */
  record End(long late, Status status, long nanos) {}

  /** How many did. */
  record Ends(List<End> all) {
    List<Status> failures() {
      return all.stream().map(End::status).filter(status -> !status.isOk()).toList();
    }

    /** A test whose machine did not make the calls in time says nothing of latency. */
    void assumeCalledInTime() {
      assumeTrue(
          lateShare() <= MOST_LATE,
          () -> "SKIPPED: this machine was too slow to call in time: " + this);
    }

    private double lateShare() {
      return all.isEmpty()
          ? 1
          : (double) all.stream().filter(end -> end.late() > LATE_NANOS).count() / all.size();
    }

    Duration p99() {
      return Duration.ofNanos(nanos(0.99));
    }

    private long nanos(double share) {
      long[] sorted = all.stream().mapToLong(End::nanos).sorted().toArray();
      return sorted.length == 0
          ? 0
          : sorted[(int) Math.min(sorted.length - 1, share * sorted.length)];
    }

    @Override
    public String toString() {
      return "%d calls, %d not OK, p50 %.1f ms, p99 %.1f ms, longest %.1f ms, %.1f %% made late"
          .formatted(
              all.size(),
              failures().size(),
              nanos(0.5) / 1e6,
              nanos(0.99) / 1e6,
              nanos(1) / 1e6,
              100 * lateShare());
    }
  }
}
