package dev.faremesh.lab.relay;

import dev.faremesh.lab.v1.RelayRequest;
import dev.faremesh.lab.v1.RelayResponse;
import dev.faremesh.lab.v1.RelayServiceGrpc;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * A leaf on real Netty, without any layer, that does what it is told, call by call, and answers
 * with one hop when the script is over. Every answer says in a header which call it is of.
 */
final class ScriptedLeaf extends RelayServiceGrpc.RelayServiceImplBase implements AutoCloseable {
  static final Metadata.Key<String> CALL =
      Metadata.Key.of("leaf-call", Metadata.ASCII_STRING_MARSHALLER);
  private static final RelayResponse ONE_HOP = RelayResponse.newBuilder().setHops(1).build();

  final List<String> keys = new CopyOnWriteArrayList<>();
  final List<Metadata> headers = new CopyOnWriteArrayList<>();
  final List<Optional<Deadline>> deadlines = new CopyOnWriteArrayList<>();
  final List<String> watches = new CopyOnWriteArrayList<>();
  final BlockingQueue<StreamObserver<RelayResponse>> held = new LinkedBlockingQueue<>();
  final BlockingQueue<String> cancelled = new LinkedBlockingQueue<>();
  private final Queue<Consumer<StreamObserver<RelayResponse>>> script =
      new ConcurrentLinkedQueue<>();
  private final Server server;

  ScriptedLeaf() {
    try {
      server =
          NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
              .directExecutor()
              .addService(ServerInterceptors.intercept(this, new Headers()))
              .addService(new Health())
              .build()
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return server.getPort();
  }

  ScriptedLeaf fail(Status status, int times) {
    for (int i = 0; i < times; i++) {
      script.add(out -> out.onError(status.asRuntimeException()));
    }
    return this;
  }

  ScriptedLeaf failAfter(Status status, Runnable before) {
    script.add(out -> {
      before.run();
      out.onError(status.asRuntimeException());
    });
    return this;
  }

  /** Keeps the call for the test, which takes it from {@link #held}. */
  ScriptedLeaf hold() {
    script.add(out -> {
      ((ServerCallStreamObserver<RelayResponse>) out)
          .setOnCancelHandler(() -> cancelled.add("cancelled"));
      held.add(out);
    });
    return this;
  }

  static void answer(StreamObserver<RelayResponse> out) {
    out.onNext(ONE_HOP);
    out.onCompleted();
  }

  @Override
  public void relay(RelayRequest request, StreamObserver<RelayResponse> out) {
    if (request.getKey().equals("rehearsal")) { // no part of the script
      answer(out);
      return;
    }
    keys.add(request.getKey());
    deadlines.add(Optional.ofNullable(Context.current().getDeadline()));
    Objects.requireNonNullElse(script.poll(), ScriptedLeaf::answer).accept(out);
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private final class Headers implements ServerInterceptor {
    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, R> call, Metadata received, ServerCallHandler<Q, R> next) {
      headers.add(received);
      int number = headers.size();
      return next.startCall(
          new SimpleForwardingServerCall<>(call) {
            @Override
            public void sendHeaders(Metadata sent) {
              sent.put(CALL, "" + number);
              super.sendHeaders(sent);
            }
          },
          received);
    }
  }

  /** Healthy, unless it is asked about what fails. */
  private final class Health extends HealthGrpc.HealthImplBase {
    @Override
    public void watch(HealthCheckRequest request, StreamObserver<HealthCheckResponse> out) {
      watches.add(request.getService());
      if (request.getService().equals("fails")) {
        out.onError(Status.UNAVAILABLE.asRuntimeException());
      } else {
        out.onNext(HealthCheckResponse.newBuilder().setStatus(ServingStatus.SERVING).build());
      }
    }
  }
}
