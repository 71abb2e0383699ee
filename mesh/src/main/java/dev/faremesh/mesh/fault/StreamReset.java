package dev.faremesh.mesh.fault;

import com.google.protobuf.MessageLite;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import java.lang.reflect.Proxy;

/**
 * Resets the HTTP/2 stream of a call. grpc has no word for it, but does it (and logs a warning)
 * when it cannot write a message: so it is given one. Ending a unary call without a message would
 * do as well, but not for streams, and layers outside would take it for a success.
 */
final class StreamReset {
  private static final Object UNWRITABLE =
      Proxy.newProxyInstance(
          StreamReset.class.getClassLoader(),
          new Class<?>[] {MessageLite.class},
          (proxy, method, arguments) -> {
            throw new IllegalStateException("a fault resets the stream on purpose");
          });

  private StreamReset() {}

  /** Resets it; the caller sees RST_STREAM with the code CANCEL, which grpc reads as CANCELLED. */
  @SuppressWarnings("unchecked") // only its marshaller looks at a message, and sees a MessageLite
  static <R> void of(ServerCall<?, R> call) {
    call.sendHeaders(new Metadata());
    call.sendMessage((R) UNWRITABLE);
  }
}
