package dev.faremesh.mesh.server;

import dev.faremesh.mesh.ErrorStatus;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors.CheckedForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.Map;

/**
 * Refuses a call that would wait for ever. A blocking stub brings an executor of its own and sits
 * on it until the answer is there: on a thread of the event loop, which would have to bring the
 * answer, that is never, deadline or not.
 */
final class EventLoopGuard implements ClientInterceptor {
  private final EventLoop loop;

  EventLoopGuard(EventLoop loop) {
    this.loop = loop;
  }

  @Override
  public <Q, R> ClientCall<Q, R> interceptCall(
      MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
    if (options.getExecutor() == null) {
      return next.newCall(method, options);
    }
    return new CheckedForwardingClientCall<>(next.newCall(method, options)) {
      @Override
      protected void checkedStart(Listener<R> listener, Metadata headers) {
        if (loop.inEventLoop()) {
          delegate().cancel("not started", null); // gives back what was taken for it
          throw ErrorStatus.of(
              Status.Code.FAILED_PRECONDITION,
              "BLOCKING_ON_EVENT_LOOP",
              method.getFullMethodName()
                  + " is called on a thread of the event loop, which must not block (expected: an"
                  + " async or a future stub, without an executor of its own)",
              Map.of("method", method.getFullMethodName()));
        }
        delegate().start(listener, headers);
      }
    };
  }
}
