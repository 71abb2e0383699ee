package dev.faremesh.system;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Calls a method at a steady rate, whether the last calls were answered or not (an open loop).
 * Latency counts from when a call was meant to be made, so that a stall is not hidden.
 *
 * @param <K> what kinds of answers there are
 */
final class SteadyCalls<K> implements AutoCloseable {
  private final Consumer<Call> method;
  private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
  private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
  private final long startedAt = System.nanoTime();
  private final long gapNanos;
  private long sent;

  /**
   * Starts.
   *
   * @param method calls it, and has the observer told of the answer
   * @param kind of an answer
   */
  <A> SteadyCalls(int perSecond, Consumer<StreamObserver<A>> method, Function<A, K> kind) {
    this.method = call -> method.accept(new Observer<>(call, kind));
    this.gapNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
    var _ = pace.scheduleAtFixedRate(this::send, 0, gapNanos, TimeUnit.NANOSECONDS);
  }

  /** Whatever goes wrong is an end: what leaves this method stops all further calls in silence. */
  private void send() {
    var call = new Call(startedAt + sent++ * gapNanos);
    calls.add(call);
    try {
      method.accept(call);
    } catch (RuntimeException e) {
      call.ended(Status.fromThrowable(e), null);
    }
  }

  /** What became of the calls that were meant to be made between two readings of nanoTime. */
  Ends<K> between(long from, long to) {
    var made = calls.stream().filter(call -> call.meant >= from && call.meant < to).toList();
    return new Ends<>(
        made.stream().flatMap(call -> call.ended().stream()).toList(),
        made.size(),
        number(to) - number(from));
  }

  /** How many calls were meant to be made before a reading of nanoTime. */
  private long number(long time) {
    return Math.max(0, Math.ceilDiv(time - startedAt, gapNanos));
  }

  /**
   * What becomes of the calls that are meant to be made from now on, for so long. Waits until each
   * has ended, so that the method needs a deadline.
   */
  Ends<K> during(Duration time) {
    long from = System.nanoTime();
    long to = from + time.toNanos();
    Pause.of(time);
    calls.stream().filter(call -> call.meant < to).forEach(call -> call.end.join());
    return between(from, to);
  }

  /** Calls no more. */
  void stop() {
    pace.shutdownNow();
  }

  @Override
  public void close() {
    stop();
  }

  private final class Call {
    private final long meant;
    private final long late;
    private final CompletableFuture<Ends.End<K>> end = new CompletableFuture<>();

    Call(long meant) {
      this.meant = meant;
      this.late = System.nanoTime() - meant;
    }

    void ended(Status status, @Nullable K kind) {
      end.complete(new Ends.End<>(late, status, kind, System.nanoTime() - meant));
    }

    Optional<Ends.End<K>> ended() {
      return Optional.ofNullable(end.getNow(null));
    }
  }

  private final class Observer<A> implements StreamObserver<A> {
    private final Call call;
    private final Function<A, K> kindOf;
    private @Nullable K kind;

    Observer(Call call, Function<A, K> kindOf) {
      this.call = call;
      this.kindOf = kindOf;
    }

    @Override
    public void onNext(A answer) {
      kind = kindOf.apply(answer);
    }

    @Override
    public void onError(Throwable failure) {
      call.ended(Status.fromThrowable(failure), null);
    }

    @Override
    public void onCompleted() {
      call.ended(Status.OK, kind);
    }
  }
}
