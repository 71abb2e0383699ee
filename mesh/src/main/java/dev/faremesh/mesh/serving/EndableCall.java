package dev.faremesh.mesh.serving;

import dev.faremesh.mesh.ErrorStatus;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/**
 * A call that a layer may end, from any thread, while its handler goes on: what the handler still
 * sends is dropped. A call is not safe for use by threads, so {@code this} guards it.
 */
class EndableCall<Q, R> extends SimpleForwardingServerCall<Q, R> {
  private boolean over;

  EndableCall(ServerCall<Q, R> delegate) {
    super(delegate);
  }

  /** Ends the call with an error, unless it is over. */
  final void end(StatusRuntimeException error) {
    ErrorStatus.close(this, error);
  }

  @Override
  public synchronized void sendHeaders(Metadata headers) {
    if (!over) {
      super.sendHeaders(headers);
    }
  }

  @Override
  public synchronized void sendMessage(R message) {
    if (!over) {
      super.sendMessage(message);
    }
  }

  @Override
  public synchronized void close(Status status, Metadata trailers) {
    if (!over) {
      over = true;
      super.close(status, trailers);
    }
  }
}
