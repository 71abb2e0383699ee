package dev.faremesh.cli.replay;

import dev.faremesh.type.v1.Acknowledgement;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The client's end of a stream of reports: waits while the server cannot take more, and accounts
 * for every acknowledgement. Sent to by one thread; answers arrive on another.
 */
final class ReportStream<Q, R> implements ClientResponseObserver<Q, R> {
  /** How long a server may take to answer, or to read on, before it counts as hung. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /**
   * More would wait in the server's buffers, where the questions of others wait behind them: a cold
   * server takes a millisecond for each.
   */
  static final int MOST_UNANSWERED = 128;

  private final String name;
  private final Function<R, Acknowledgement> acknowledgement;
  private final FeedCounts counts;
  private final Deque<Boolean> unanswered = new ArrayDeque<>(); // whether it was a report

  private @Nullable ClientCallStreamObserver<Q> out;
  private @Nullable StatusRuntimeException failure;
  private long answered;
  private boolean finishing;
  private boolean over;

  private ReportStream(
      String name, Function<R, Acknowledgement> acknowledgement, FeedCounts counts) {
    this.name = name;
    this.acknowledgement = acknowledgement;
    this.counts = counts;
  }

  /**
   * Opens a stream.
   *
   * @param name for messages, such as ReportDrivers
   * @param call of the stub
   */
  static <Q, R> ReportStream<Q, R> open(
      String name,
      Function<StreamObserver<R>, StreamObserver<Q>> call,
      Function<R, Acknowledgement> acknowledgement,
      FeedCounts counts) {
    var stream = new ReportStream<Q, R>(name, acknowledgement, counts);
    var _ = call.apply(stream);
    return stream;
  }

  /**
   * Sends a message when the server can take it.
   *
   * @throws StatusRuntimeException when the stream is broken
   */
  synchronized void send(Q message, boolean report) throws InterruptedException {
    await(() -> out != null && out.isReady() && unanswered.size() < MOST_UNANSWERED);
    if (out != null) {
      unanswered.add(report);
      out.onNext(message);
    }
  }

  /**
   * Waits until all that was sent is answered.
   *
   * @throws StatusRuntimeException when the stream is broken
   */
  synchronized void awaitAnswers() throws InterruptedException {
    await(unanswered::isEmpty);
  }

  /**
   * Says that this was all, once all of it is answered.
   *
   * @throws StatusRuntimeException when the stream is broken
   */
  synchronized void finish() throws InterruptedException {
    awaitAnswers();
    finishing = true;
    if (out != null) {
      out.onCompleted();
    }
  }

  /**
   * Waits until the server has said goodbye.
   *
   * @throws StatusRuntimeException when the stream broke before
   */
  synchronized void awaitEnd() throws InterruptedException {
    await(() -> over);
  }

  /** Gives the stream up, if it is still open. */
  synchronized void abandon() {
    if (out != null && !over) {
      out.cancel("the feed was given up", null);
    }
  }

  private void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (failure == null && !condition.getAsBoolean()) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        throw Status.DEADLINE_EXCEEDED
            .withDescription("%s: no answer for %d s".formatted(name, PATIENCE.toSeconds()))
            .asRuntimeException();
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<Q> requests) {
    out = requests;
    requests.setOnReadyHandler(this::changed);
  }

  private synchronized void changed() {
    notifyAll();
  }

  @Override
  public synchronized void onNext(R response) {
    var answer = acknowledgement.apply(response);
    answered++;
    var report = unanswered.poll();
    if (report == null || answer.getSequence() != answered) {
      fail(
          Status.INTERNAL
              .withDescription(
                  "%s: acknowledgement %d came (expected: %d)"
                      .formatted(name, answer.getSequence(), answered))
              .asRuntimeException());
    } else if (report) {
      counts.add(Count.ACKNOWLEDGED);
      if (answer.hasRejection()) {
        counts.rejected(answer.getRejection().getInfo().getReason());
      }
    } else if (answer.hasRejection()) { // without its header or watermarks a feed means nothing
      fail(
          Status.INVALID_ARGUMENT
              .withDescription(name + ": " + answer.getRejection().getMessage())
              .asRuntimeException());
    }
    if (unanswered.size() <= MOST_UNANSWERED / 2) {
      notifyAll(); // not for each answer: who waits for room shall find room for many
    }
  }

  @Override
  public synchronized void onError(Throwable t) {
    over = true;
    fail(t instanceof StatusRuntimeException e ? e : Status.fromThrowable(t).asRuntimeException());
  }

  @Override
  public synchronized void onCompleted() {
    over = true;
    if (!finishing) {
      fail(
          Status.UNAVAILABLE
              .withDescription(
                  "%s: the server ended it, with %d messages unanswered"
                      .formatted(name, unanswered.size()))
              .asRuntimeException());
    }
    notifyAll();
  }

  private void fail(StatusRuntimeException reason) {
    if (failure == null) {
      failure = reason;
    }
    notifyAll();
  }
}
