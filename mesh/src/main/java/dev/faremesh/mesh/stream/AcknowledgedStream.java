package dev.faremesh.mesh.stream;

import com.google.protobuf.Message;
import com.google.rpc.ErrorInfo;
import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.mesh.RequestValidator;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Optional;

/**
 * A bidirectional stream on which every message is acknowledged in order, a bad one with its reason
 * and without ending the stream. The next message is read when the acknowledgement of the last can
 * be sent, so that a client which does not read cannot fill the server's memory.
 *
 * @param <Q> the message
 * @param <R> the acknowledgement
 */
public final class AcknowledgedStream<Q extends Message, R> implements StreamObserver<Q> {
  /** Writes an acknowledgement in the words of a contract. */
  @FunctionalInterface
  public interface Acknowledger<R> {
    /**
     * The acknowledgement of one message.
     *
     * @param sequence which message, from 1
     * @param rejection why it was not taken, or empty when it was
     */
    R acknowledge(long sequence, Optional<Rejected> rejection);
  }

  private final ServerCallStreamObserver<R> out;
  private final RequestValidator validator;
  private final ReportHandler<Q> handler;
  private final Acknowledger<R> acknowledger;

  private long sequence;
  private boolean starved; // the next message waits for the client to read
  private boolean over;

  private AcknowledgedStream(
      ServerCallStreamObserver<R> out,
      RequestValidator validator,
      ReportHandler<Q> handler,
      Acknowledger<R> acknowledger) {
    this.out = out;
    this.validator = validator;
    this.handler = handler;
    this.acknowledger = acknowledger;
  }

  /** Serves a stream; to be called, and the result returned, by the method of the service. */
  public static <Q extends Message, R> StreamObserver<Q> serve(
      StreamObserver<R> out,
      RequestValidator validator,
      ReportHandler<Q> handler,
      Acknowledger<R> acknowledger) {
    var responses = (ServerCallStreamObserver<R>) out;
    var stream = new AcknowledgedStream<Q, R>(responses, validator, handler, acknowledger);
    responses.disableAutoRequest();
    responses.setOnReadyHandler(stream::readOn);
    responses.setOnCancelHandler(stream::lose);
    responses.request(1);
    return stream;
  }

  @Override
  public void onNext(Q message) {
    if (over) {
      return;
    }
    sequence++;
    try {
      out.onNext(acknowledger.acknowledge(sequence, rejectionOf(message)));
    } catch (RuntimeException e) {
      lose();
      out.onError(e);
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

  private void readOn() {
    if (starved && !over) {
      starved = false;
      out.request(1);
    }
  }

  @Override
  public void onError(Throwable t) {
    lose();
  }

  @Override
  public void onCompleted() {
    if (!over) {
      over = true;
      handler.ended();
      out.onCompleted();
    }
  }

  private void lose() {
    if (!over) {
      over = true;
      handler.lost();
    }
  }
}
