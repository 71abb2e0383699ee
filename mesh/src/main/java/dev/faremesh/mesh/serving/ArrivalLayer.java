package dev.faremesh.mesh.serving;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;

/**
 * Watches a request come. Must be below what turns calls away at once, and above all that keeps
 * something for a call, which ends when its request does not come.
 */
final class ArrivalLayer implements ServerInterceptor {
  private final ArrivingRequests requests;

  ArrivalLayer(ArrivingRequests requests) {
    this.requests = requests;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    var arriving = ArrivingRequest.current();
    return arriving.isPresent()
        ? watched(arriving.get(), call, headers, next)
        : next.startCall(call, headers);
  }

  private <Q, R> ServerCall.Listener<Q> watched(
      ArrivingRequest request,
      ServerCall<Q, R> call,
      Metadata headers,
      ServerCallHandler<Q, R> next) {
    var endable =
        new EndableCall<>(call) {
          @Override
          public synchronized void close(Status status, Metadata trailers) {
            super.close(status, trailers);
            requests.answered(request);
          }
        };
    requests.begin(request, endable, CallerConnection.of(call.getAttributes()));
    return new SimpleForwardingServerCallListener<>(next.startCall(endable, headers)) {
      @Override
      public void onHalfClose() {
        if (requests.end(request)) {
          super.onHalfClose();
        }
      }
    };
  }
}
