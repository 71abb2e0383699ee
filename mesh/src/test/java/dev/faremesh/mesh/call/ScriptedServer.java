package dev.faremesh.mesh.call;

import dev.faremesh.mesh.propagation.RetryOwner;
import dev.faremesh.test.v1.EchoRequest;
import dev.faremesh.test.v1.EchoResponse;
import dev.faremesh.test.v1.EchoServiceGrpc;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * A callee on real Netty that does what it is told, call by call, and answers when the script is
 * over.
 */
final class ScriptedServer extends EchoServiceGrpc.EchoServiceImplBase implements AutoCloseable {
  final List<Metadata> calls = new CopyOnWriteArrayList<>();
  final BlockingQueue<String> hanging = new LinkedBlockingQueue<>();
  final BlockingQueue<String> cancelled = new LinkedBlockingQueue<>();
  private final Queue<Consumer<StreamObserver<EchoResponse>>> script =
      new ConcurrentLinkedQueue<>();
  private final Server server;
  private final int port;

  ScriptedServer() throws IOException {
    this(0);
  }

  ScriptedServer(int at) throws IOException {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), at))
            .directExecutor()
            .addService(
                io.grpc.ServerInterceptors.intercept(
                    this,
                    new ServerInterceptor() {
                      @Override
                      public <Q, R> ServerCall.Listener<Q> interceptCall(
                          ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
                        calls.add(headers);
                        return Contexts.interceptCall(
                            RetryOwner.in(Context.current(), headers), call, headers, next);
                      }
                    }))
            .build()
            .start();
    this.port = server.getPort();
  }

  ScriptedServer fail(Status status) {
    return fail(status, new Metadata());
  }

  ScriptedServer fail(Status status, Metadata trailers) {
    script.add(out -> out.onError(status.asRuntimeException(trailers)));
    return this;
  }

  ScriptedServer fail(Status status, int times) {
    for (int i = 0; i < times; i++) {
      fail(status);
    }
    return this;
  }

  ScriptedServer hang() {
    script.add(out -> {
      ((ServerCallStreamObserver<EchoResponse>) out)
          .setOnCancelHandler(() -> cancelled.add("cancelled"));
      hanging.add("hanging");
    });
    return this;
  }

  /** Sends one message, and then whatever the test does with the stream. */
  ScriptedServer open(BlockingQueue<StreamObserver<EchoResponse>> streams) {
    script.add(out -> {
      out.onNext(EchoResponse.newBuilder().setText("first").build());
      streams.add(out);
    });
    return this;
  }

  /** Answers by a call of its own, within the context of the call that it serves. */
  ScriptedServer relay(EchoServiceGrpc.EchoServiceBlockingStub to) {
    var request = EchoRequest.newBuilder().setText("relayed").build();
    script.add(out -> {
      var context = Context.current();
      Thread.ofVirtual()
          .start(
              context.wrap(() -> {
                try {
                  out.onNext(to.guarded(request));
                  out.onCompleted();
                } catch (io.grpc.StatusRuntimeException e) {
                  out.onError(e);
                }
              }));
    });
    return this;
  }

  int port() {
    return port;
  }

  /** Waits until nobody listens any more. */
  void awaitEnd() throws InterruptedException {
    server.awaitTermination();
  }

  @Override
  public void guarded(EchoRequest request, StreamObserver<EchoResponse> out) {
    play(request, out);
  }

  @Override
  public void guardedWrite(EchoRequest request, StreamObserver<EchoResponse> out) {
    play(request, out);
  }

  @Override
  public void echoFreely(EchoRequest request, StreamObserver<EchoResponse> out) {
    play(request, out);
  }

  @Override
  public void guardedWatch(EchoRequest request, StreamObserver<EchoResponse> out) {
    play(request, out);
  }

  private void play(EchoRequest request, StreamObserver<EchoResponse> out) {
    var step = script.poll();
    if (step != null) {
      step.accept(out);
    } else {
      out.onNext(EchoResponse.newBuilder().setText(request.getText()).build());
      out.onCompleted();
    }
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
