package dev.faremesh.mesh.call;

import com.google.common.util.concurrent.MoreExecutors;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Context;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Hands callbacks to the executor that a caller brought, as blocking stubs do, above all that holds
 * permits. grpc would hand them over below: were the executor to reject one, no permit would ever
 * come back.
 */
final class CallbackLayer implements Layer {
  @Override
  public <Q, R> ClientCall<Q, R> newCall(
      MethodDescriptor<Q, R> method, CallOptions options, CallContext context, Below below) {
    var executor = options.getExecutor();
    if (executor == null) {
      return below.newCall(method, options, context);
    }
    return new SimpleForwardingClientCall<>(
        below.newCall(method, options.withExecutor(null), context)) {
      @Override
      public void start(Listener<R> listener, Metadata headers) {
        var inOrder = MoreExecutors.newSequentialExecutor(executor);
        super.start(new HandedOver<>(listener, inOrder, this), headers);
      }
    };
  }

  private static final class HandedOver<R> extends ClientCall.Listener<R> {
    private final ClientCall.Listener<R> listener;
    private final Executor executor;
    private final ClientCall<?, R> call;

    HandedOver(ClientCall.Listener<R> listener, Executor executor, ClientCall<?, R> call) {
      this.listener = listener;
      this.executor = executor;
      this.call = call;
    }

    @Override
    public void onHeaders(Metadata headers) {
      hand(() -> listener.onHeaders(headers));
    }

    @Override
    public void onMessage(R message) {
      hand(() -> listener.onMessage(message));
    }

    @Override
    public void onReady() {
      hand(listener::onReady);
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      hand(() -> listener.onClose(status, trailers));
    }

    private void hand(Runnable callback) {
      try {
        executor.execute(Context.current().wrap(callback));
      } catch (RejectedExecutionException e) {
        call.cancel("the caller's executor takes no callbacks", e);
      }
    }
  }
}
