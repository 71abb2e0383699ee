package dev.faremesh.mesh.fault;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.Duration;
import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.mesh.ManualTimer;
import dev.faremesh.mesh.propagation.Acted;
import dev.faremesh.mesh.propagation.Caller;
import dev.faremesh.mesh.v1.ActiveFault;
import dev.faremesh.mesh.v1.Fault;
import dev.faremesh.test.v1.EchoRequest;
import dev.faremesh.test.v1.EchoResponse;
import dev.faremesh.test.v1.EchoServiceGrpc;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An echo on real Netty behind faults, whose time a test moves, and a client of it. */
final class FaultedServer extends EchoServiceGrpc.EchoServiceImplBase implements AutoCloseable {
  static final String ECHO = "faremesh.test.v1.EchoService/Echo";
  static final String REPORT = "faremesh.test.v1.EchoService/Report";
  static final String WATCH = "faremesh.test.v1.EchoService/Watch";

  final ManualTimer timer = new ManualTimer();
  final Faults faults = new Faults(timer, timer, new Random(7));

  /** What reached the service, in order. */
  final List<String> served = new CopyOnWriteArrayList<>();

  /** Who called, as the service saw it. */
  final List<String> callers = new CopyOnWriteArrayList<>();

  /** Calls whose caller went before they ended. */
  final BlockingQueue<String> gone = new LinkedBlockingQueue<>();

  final List<Acted> acted = new CopyOnWriteArrayList<>();
  private final Server server;
  private final ManagedChannel channel;

  FaultedServer() throws IOException, InterruptedException {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .directExecutor()
            .addService(ServerInterceptors.interceptForward(this, new Outside(), faults))
            .build()
            .start();
    channel = NettyChannelBuilder.forAddress("127.0.0.1", server.getPort()).usePlaintext().build();
    answerOf(call("connected")); // calls that wait for a connection lose their order
    served.clear();
    callers.clear();
    acted.clear();
  }

  private final class Outside implements ServerInterceptor {
    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
      var notes = new Acted();
      acted.add(notes);
      var context = Caller.in(notes.in(Context.current()), Caller.in(headers).orElse(""));
      return new SimpleForwardingServerCallListener<>(
          Contexts.interceptCall(context, call, headers, next)) {
        @Override
        public void onCancel() {
          super.onCancel();
          gone.add(call.getMethodDescriptor().getFullMethodName());
        }
      };
    }
  }

  /** A fault that lasts 30 s, for all calls of a method. */
  static Fault.Builder fault(String method) {
    return Fault.newBuilder()
        .setFaultId(UUID.randomUUID().toString())
        .setMethod(method)
        .setPercentage(100)
        .setLasts(Duration.newBuilder().setSeconds(30));
  }

  static Duration millis(int millis) {
    return com.google.protobuf.util.Durations.fromMillis(millis);
  }

  void advance(int millis) {
    timer.advance(java.time.Duration.ofMillis(millis));
  }

  /** How many calls faults hold. */
  long held() {
    return faults.list().stream().mapToLong(ActiveFault::getHeld).sum();
  }

  /** Waits until what the client does has arrived. */
  void awaitHeld(long count) {
    while (held() != count) {
      if (Thread.interrupted()) { // by the timeout of the test
        throw new AssertionError("held: %d (expected: %d)".formatted(held(), count));
      }
      Thread.onSpinWait();
    }
  }

  EchoServiceGrpc.EchoServiceStub streams() {
    return EchoServiceGrpc.newStub(channel);
  }

  ListenableFuture<EchoResponse> call(String text) {
    return callAs("", text);
  }

  ListenableFuture<EchoResponse> callAs(String caller, String text) {
    var headers = new Metadata();
    Caller.tell(headers, caller);
    return EchoServiceGrpc.newFutureStub(channel)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
        .withDeadlineAfter(30, TimeUnit.SECONDS)
        .echo(request(text));
  }

  static EchoRequest request(String text) {
    return EchoRequest.newBuilder().setText(text).build();
  }

  /** What a call was answered with: the text, or code and reason. */
  static String answerOf(ListenableFuture<EchoResponse> call) throws InterruptedException {
    try {
      return call.get().getText();
    } catch (ExecutionException e) {
      return describe(e);
    }
  }

  /** Likewise, of a call that somebody waited for. */
  static String describe(ExecutionException failure) {
    return describe(statusOf(failure));
  }

  /** The status that a call ended with, of one that somebody waited for. */
  static StatusRuntimeException statusOf(ExecutionException failure) {
    return (StatusRuntimeException) Objects.requireNonNull(failure.getCause());
  }

  static String describe(StatusRuntimeException failure) {
    return failure.getStatus().getCode()
        + ErrorStatus.infoOf(failure).map(info -> " " + info.getReason()).orElse("");
  }

  @Override
  public void echo(EchoRequest request, StreamObserver<EchoResponse> out) {
    served.add(request.getText());
    callers.add(Caller.current());
    if (request.getText().equals("fail")) {
      throw new IllegalStateException("told to");
    }
    out.onNext(EchoResponse.newBuilder().setText(request.getText()).build());
    out.onCompleted();
  }

  @Override
  public void echoFreely(EchoRequest request, StreamObserver<EchoResponse> out) {
    echo(request, out);
  }

  @Override
  public void watch(EchoRequest request, StreamObserver<EchoResponse> out) {
    echo(request, out);
  }

  @Override
  public StreamObserver<EchoRequest> report(StreamObserver<EchoResponse> out) {
    served.add("<opened>");
    return new StreamObserver<>() {
      @Override
      public void onNext(EchoRequest request) {
        served.add(request.getText());
        out.onNext(EchoResponse.newBuilder().setText(request.getText()).build());
      }

      @Override
      public void onError(Throwable failure) {
        served.add("<lost>");
      }

      @Override
      public void onCompleted() {
        served.add("<ended>");
        out.onCompleted();
      }
    };
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.shutdownNow();
  }
}
