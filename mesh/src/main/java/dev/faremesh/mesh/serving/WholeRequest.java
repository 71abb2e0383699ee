package dev.faremesh.mesh.serving;

import io.grpc.KnownLength;
import io.grpc.ServerCall;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Keeps what a caller says, unparsed, until it has said all, and begins its call then. Sits on raw
 * messages ({@link io.grpc.ServerInterceptors#useInputStreamMessages}).
 */
final class WholeRequest<Q> extends ServerCall.Listener<Q> {
  private final Supplier<ServerCall.Listener<Q>> begin;
  private final List<Q> messages = new ArrayList<>(1);
  private Optional<ServerCall.Listener<Q>> begun = Optional.empty();

  private WholeRequest(Supplier<ServerCall.Listener<Q>> begin) {
    this.begin = begin;
  }

  static <Q> ServerCall.Listener<Q> of(
      ServerCall<Q, ?> call, Supplier<ServerCall.Listener<Q>> begin) {
    call.request(2); // as a unary handler does, to learn of a second that is too many
    return new WholeRequest<>(begin);
  }

  @Override
  @SuppressWarnings("unchecked") // see the class
  public void onMessage(Q message) {
    messages.add((Q) new Bytes((InputStream) message));
  }

  @Override
  public void onHalfClose() {
    var listener = begin.get();
    begun = Optional.of(listener);
    messages.forEach(listener::onMessage);
    messages.clear();
    listener.onHalfClose();
  }

  @Override
  public void onReady() {
    begun.ifPresent(ServerCall.Listener::onReady);
  }

  @Override
  public void onCancel() {
    begun.ifPresent(ServerCall.Listener::onCancel);
  }

  @Override
  public void onComplete() {
    begun.ifPresent(ServerCall.Listener::onComplete);
  }

  /** A copy: the transport takes its buffer back when a callback returns. */
  private static final class Bytes extends ByteArrayInputStream implements KnownLength {
    Bytes(InputStream message) {
      super(all(message));
    }

    private static byte[] all(InputStream message) {
      try {
        return message.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
