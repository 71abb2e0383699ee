package dev.faremesh.mesh.stream;

import com.google.protobuf.Message;
import com.google.rpc.ErrorInfo;
import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.mesh.RequestValidator;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A bidirectional stream on which every message is acknowledged in order, a bad one with its reason
 * and without ending the stream. The next message is read when the acknowledgement of the last can
 * be sent, so that a client which does not read cannot fill the server's memory.
 *
 * <p>Callbacks come from the call's thread and, when the server drains, from another: {@code this}
 * guards the fields and the observer.
 *
 * @param <Q> the message
 * @param <R> the acknowledgement
 */
final class AcknowledgedStream<Q extends Message, R> implements StreamObserver<Q> {
  private final ServerCallStreamObserver<R> out;
  private final RequestValidator validator;
  private final ReportHandler<Q> handler;
  private final Acknowledger<R> acknowledger;

  private final Consumer<AcknowledgedStream<Q, R>> onOver;
  private long sequence;
  private boolean starved; // the next message waits for the client to read
  private boolean over;

  AcknowledgedStream(
      ServerCallStreamObserver<R> out,
      RequestValidator validator,
      ReportHandler<Q> handler,
      Acknowledger<R> acknowledger,
      Consumer<AcknowledgedStream<Q, R>> onOver) {
    this.out = out;
    this.validator = validator;
    this.handler = handler;
    this.acknowledger = acknowledger;
    this.onOver = onOver;
  }

  void start() {
    out.disableAutoRequest();
    out.setOnReadyHandler(this::readOn);
    out.setOnCancelHandler(this::lose);
    out.setOnCloseHandler(this::lose); // a layer above may close the call: that is no cancellation
    out.request(1);
  }

  @Override
  public synchronized void onNext(Q message) {
    if (over) {
      return;
    }
    sequence++;
    try {
      out.onNext(acknowledger.acknowledge(sequence, rejectionOf(message)));
    } catch (RuntimeException e) {
      fail(e);
      return;
    }
    starved = !out.isReady();
    if (!starved) {
      out.request(1);
    }
  }

  private Optional<Rejected> rejectionOf(Q message) {
    var violation = validator.check(message);
    if (violation.isPresent()) {
      return Optional.of(rejected(violation.get()));
    }
    try {
      handler.take(message);
      return Optional.empty();
    } catch (Rejected e) {
      return Optional.of(e);
    }
  }

  private static Rejected rejected(StatusRuntimeException error) {
    var reason =
        ErrorStatus.infoOf(error)
            .map(ErrorInfo::getReason)
            .orElse(error.getStatus().getCode().name());
    return new Rejected(reason, String.valueOf(error.getStatus().getDescription()));
  }

  private synchronized void readOn() {
    if (starved && !over) {
      starved = false;
      out.request(1);
    }
  }

  /** Ends the stream with an error, unless it is over. */
  synchronized void fail(Throwable failure) {
    if (!over) {
      lose();
      out.onError(failure);
    }
  }

  @Override
  public void onError(Throwable t) {
    lose();
  }

  @Override
  public synchronized void onCompleted() {
    if (!over) {
      over = true;
      onOver.accept(this);
      handler.ended();
      out.onCompleted();
    }
  }

  private synchronized void lose() {
    if (!over) {
      over = true;
      onOver.accept(this);
      handler.lost();
    }
  }
}
