package dev.faremesh.mesh.serving;

import io.grpc.Context;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import java.util.Optional;

/** A call as {@link ArrivingRequests}, which guards its fields, sees it; the transport tells. */
final class ArrivingRequest extends ServerStreamTracer {
  private static final Context.Key<ArrivingRequest> KEY = Context.key("arriving-request");

  private final ArrivingRequests all;
  Optional<EndableCall<?, ?>> call = Optional.empty();
  CallerConnection connection = new CallerConnection(Optional.empty());
  long since;
  long bytes;
  long wholeBytes;
  long servedBytes;
  boolean oneMessage;
  volatile boolean gone;

  ArrivingRequest(ArrivingRequests all) {
    this.all = all;
  }

  /** That of the call which is served, when its server watches over them. */
  static Optional<ArrivingRequest> current() {
    return Optional.ofNullable(KEY.get());
  }

  @Override
  public Context filterContext(Context context) {
    return context.withValue(KEY, this);
  }

  @Override
  public void inboundWireSize(long read) {
    all.hold(this, read);
  }

  @Override
  public void inboundMessageRead(int sequence, long wireBytes, long plainBytes) {
    all.messageIsWhole(this, wireBytes);
  }

  @Override
  public void streamClosed(Status status) {
    all.forget(this);
  }
}
