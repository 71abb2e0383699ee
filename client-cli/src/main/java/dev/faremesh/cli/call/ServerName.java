package dev.faremesh.cli.call;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;

/** Writes into the trailers of every failed call which server it was made to. */
final class ServerName implements ClientInterceptor {
  static final Metadata.Key<String> KEY =
      Metadata.Key.of("fare-server", Metadata.ASCII_STRING_MARSHALLER);

  private final String name;

  ServerName(Peer peer, String target) {
    this.name = peer + " " + target;
  }

  @Override
  public <Q, R> ClientCall<Q, R> interceptCall(
      MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
    return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
      @Override
      public void start(Listener<R> listener, Metadata headers) {
        super.start(
            new SimpleForwardingClientCallListener<>(listener) {
              @Override
              public void onClose(Status status, Metadata trailers) {
                trailers.put(KEY, name);
                super.onClose(status, trailers);
              }
            },
            headers);
      }
    };
  }
}
