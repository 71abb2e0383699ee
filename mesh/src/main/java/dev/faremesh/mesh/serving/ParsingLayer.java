package dev.faremesh.mesh.serving;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.faremesh.mesh.ErrorStatus;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Map;

/**
 * Says of bytes that are no message of the request's type that the request is wrong. grpc says
 * INTERNAL, by which one caller who sends garbage would open the breakers of others. Sits on raw
 * messages, right above what parses them.
 */
final class ParsingLayer implements ServerInterceptor {
  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {
      @Override
      public void onMessage(Q message) {
        try {
          super.onMessage(message);
        } catch (StatusRuntimeException e) {
          throw e.getCause() instanceof InvalidProtocolBufferException unparsed
              ? malformed(unparsed)
              : e;
        }
      }
    };
  }

  private static StatusRuntimeException malformed(InvalidProtocolBufferException unparsed) {
    return ErrorStatus.of(
        Status.Code.INVALID_ARGUMENT,
        "REQUEST_MALFORMED",
        unparsed.getMessage() + " (expected: a message of the request's type)",
        Map.of());
  }
}
