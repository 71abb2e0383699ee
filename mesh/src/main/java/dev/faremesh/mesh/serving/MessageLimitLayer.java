package dev.faremesh.mesh.serving;

import dev.faremesh.mesh.ErrorStatus;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Refuses a request message over a limit before it is parsed. The transport has a limit too, but
 * what it cuts off carries no ErrorInfo, so this one is the lower. Sits on raw messages ({@link
 * io.grpc.ServerInterceptors#useInputStreamMessages}).
 */
final class MessageLimitLayer implements ServerInterceptor {
  private final int maxBytes;

  MessageLimitLayer(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {
      @Override
      public void onMessage(Q message) {
        int bytes = available((InputStream) message);
        if (bytes > maxBytes) {
          throw ErrorStatus.of(
              Status.Code.RESOURCE_EXHAUSTED,
              "MESSAGE_TOO_LARGE",
              "message of %d bytes (expected: at most %d)".formatted(bytes, maxBytes),
              Map.of("bytes", "" + bytes, "maxBytes", "" + maxBytes));
        }
        super.onMessage(message);
      }
    };
  }

  private static int available(InputStream message) {
    try {
      return message.available();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
