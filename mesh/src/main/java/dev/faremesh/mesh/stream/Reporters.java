package dev.faremesh.mesh.stream;

import com.google.protobuf.Message;
import dev.faremesh.mesh.RequestValidator;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The clients that report something, each on a stream of its own on which every message is
 * acknowledged in order, a bad one with its reason and without ending the stream.
 */
public final class Reporters implements AutoCloseable {
  private final RequestValidator validator;
  private final Set<AcknowledgedStream<?, ?>> streams = ConcurrentHashMap.newKeySet();

  /** Holds reports against the rules of their contract. */
  public Reporters(RequestValidator validator) {
    this.validator = validator;
  }

  /** Serves a stream; to be called, and the result returned, by the method of the service. */
  public <Q extends Message, R> StreamObserver<Q> serve(
      StreamObserver<R> out, ReportHandler<Q> handler, Acknowledger<R> acknowledger) {
    var stream =
        new AcknowledgedStream<Q, R>(
            (ServerCallStreamObserver<R>) out, validator, handler, acknowledger, streams::remove);
    streams.add(stream);
    stream.start();
    return stream;
  }

  /** Sends all reporters away with UNAVAILABLE DRAINING, which tells them to come back. */
  @Override
  public void close() {
    streams.forEach(stream -> stream.fail(Draining.error()));
  }
}
