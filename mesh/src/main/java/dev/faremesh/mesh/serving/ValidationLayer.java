package dev.faremesh.mesh.serving;

import com.google.protobuf.Message;
import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.mesh.RequestValidator;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.Map;

/**
 * Refuses a request that breaks the rules of its contract, before the handler sees it. Streams of
 * requests are left alone: there a bad message is answered without ending the stream ({@link
 * dev.faremesh.mesh.stream.AcknowledgedStream}).
 */
final class ValidationLayer implements ServerInterceptor {
  private final RequestValidator validator;

  ValidationLayer(RequestValidator validator) {
    this.validator = validator;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    if (!call.getMethodDescriptor().getType().clientSendsOneMessage()) {
      return next.startCall(call, headers);
    }
    return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {
      private boolean received;
      private boolean refused;

      @Override
      public void onMessage(Q request) {
        received = true;
        var violation = validator.check((Message) request);
        if (violation.isPresent()) {
          refused = true;
          throw violation.get();
        }
        super.onMessage(request);
      }

      @Override
      public void onHalfClose() {
        if (!received) {
          refused = true;
          throw ErrorStatus.of(
              Status.Code.INVALID_ARGUMENT,
              "REQUEST_EXPECTED",
              "the call was half-closed without a request (expected: one)",
              Map.of());
        }
        if (!refused) {
          super.onHalfClose();
        }
      }
    };
  }
}
