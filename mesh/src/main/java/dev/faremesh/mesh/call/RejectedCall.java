package dev.faremesh.mesh.call;

import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call that was turned away. It tells its listener when it is started, and swallows what the
 * caller still does with it.
 */
final class RejectedCall<Q, R> extends ClientCall<Q, R> {
  private final StatusRuntimeException rejection;

  RejectedCall(StatusRuntimeException rejection) {
    this.rejection = rejection;
  }

  @Override
  public void start(Listener<R> listener, Metadata headers) {
    listener.onClose(
        rejection.getStatus(),
        Optional.ofNullable(rejection.getTrailers()).orElseGet(Metadata::new));
  }

  @Override
  public void request(int count) {}

  @Override
  public void cancel(@Nullable String message, @Nullable Throwable cause) {}

  @Override
  public void halfClose() {}

  @Override
  public void sendMessage(Q message) {}
}
