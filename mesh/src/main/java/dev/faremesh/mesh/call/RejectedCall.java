package dev.faremesh.mesh.call;

import dev.faremesh.mesh.propagation.Acted;
import io.grpc.ClientCall;
import io.grpc.Context;
import io.grpc.Metadata;
import org.jspecify.annotations.Nullable;

/**
 * A call that was turned away. It tells its listener when it is started, and swallows what the
 * caller still does with it.
 */
final class RejectedCall<Q, R> extends ClientCall<Q, R> {
  private final String name;
  private final Rejection rejection;

  /**
   * A call that will be turned away.
   *
   * @param name of the method that was called, for people
   */
  RejectedCall(String name, Rejection rejection) {
    this.name = name;
    this.rejection = rejection;
  }

  @Override
  public void start(Listener<R> listener, Metadata headers) {
    Acted.note(Context.current(), () -> name + ": rejected by " + rejection.protection());
    listener.onClose(rejection.status(), rejection.trailers());
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
