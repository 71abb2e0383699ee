package dev.faremesh.mesh.stream;

import com.google.protobuf.Message;
import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.mesh.RequestValidator;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The clients that report something, each on a stream of its own on which every message is
 * acknowledged in order, a bad one with its reason and without ending the stream.
 */
public final class Reporters implements AutoCloseable {
  /** How many may report at once, unless it is said. */
  static final int MOST = 1024;

  private final RequestValidator validator;
  private final int most;
  private final Set<AcknowledgedStream<?, ?>> streams = ConcurrentHashMap.newKeySet();

  /** Holds reports against the rules of their contract; 1,024 clients may report at once. */
  public Reporters(RequestValidator validator) {
    this(validator, MOST);
  }

  Reporters(RequestValidator validator, int most) {
    this.validator = validator;
    this.most = most;
  }

  /**
   * Serves a stream; to be called, and the result returned, by the method of the service.
   *
   * @throws io.grpc.StatusRuntimeException RESOURCE_EXHAUSTED REPORTERS_FULL when too many report;
   *     the handler has lost its stream then
   */
  public <Q extends Message, R> StreamObserver<Q> serve(
      StreamObserver<R> out, ReportHandler<Q> handler, Acknowledger<R> acknowledger) {
    var stream =
        new AcknowledgedStream<Q, R>(
            (ServerCallStreamObserver<R>) out, validator, handler, acknowledger, streams::remove);
    streams.add(stream);
    if (streams.size() > most) {
      streams.remove(stream);
      handler.lost();
      throw ErrorStatus.of(
          Status.Code.RESOURCE_EXHAUSTED,
          "REPORTERS_FULL",
          "all %d places for reporters are taken: come back later".formatted(most),
          Map.of("most", "" + most));
    }
    stream.start();
    return stream;
  }

  /** Sends all reporters away with UNAVAILABLE DRAINING, which tells them to come back. */
  @Override
  public void close() {
    streams.forEach(stream -> stream.fail(Draining.error()));
  }
}
