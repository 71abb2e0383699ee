package dev.faremesh.mesh.control;

import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.mesh.call.ClientLayers;
import dev.faremesh.mesh.call.Connection;
import dev.faremesh.mesh.call.Edge;
import dev.faremesh.mesh.call.Switches;
import dev.faremesh.mesh.call.Timing;
import dev.faremesh.mesh.policy.Policies;
import dev.faremesh.mesh.serving.ServedCalls;
import dev.faremesh.mesh.stream.Watchers;
import dev.faremesh.mesh.v1.GetEdgesRequest;
import dev.faremesh.mesh.v1.MeshServiceGrpc;
import dev.faremesh.mesh.v1.MethodEdge;
import dev.faremesh.mesh.v1.Protection;
import dev.faremesh.mesh.v1.ProtectionSwitch;
import dev.faremesh.mesh.v1.SwitchProtectionRequest;
import dev.faremesh.test.v1.EchoRequest;
import dev.faremesh.test.v1.EchoResponse;
import dev.faremesh.test.v1.EchoServiceGrpc;
import io.grpc.BindableService;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import io.grpc.util.TransmitStatusRuntimeExceptionInterceptor;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * A process that calls another, and its MeshService, on a clock that is moved by hand. Each call
 * takes the other four milliseconds.
 */
final class ObservedProcess implements AutoCloseable {
  private static final EchoRequest HELLO = EchoRequest.newBuilder().setText("hello").build();

  final AtomicInteger reachedCallee = new AtomicInteger();
  final Switches switches = Switches.allOn();
  final Edge edge;
  final HeldTimer ticks = new HeldTimer();
  final MeshServiceGrpc.MeshServiceBlockingStub mesh;
  private final EchoServiceGrpc.EchoServiceBlockingStub callee;
  private final AtomicLong nanos = new AtomicLong(-5); // it may have any origin
  private final Queue<Status> failures = new ConcurrentLinkedQueue<>();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final List<Runnable> endings = new ArrayList<>();

  ObservedProcess(boolean switchesEnabled) throws IOException {
    endings.add(timer::shutdownNow);
    endings.add(ticks::shutdownNow);
    edge =
        new Edge(
            "callee",
            "in this process",
            "",
            Policies.ofContracts(),
            new Timing(
                InstantSource.system(), nanos::get, timer, RandomGenerator.of("L64X128MixRandom")),
            switches,
            Connection.ALWAYS_READY);
    callee = EchoServiceGrpc.newBlockingStub(ClientLayers.around(connect(new Callee()), edge));
    var rpc =
        new MeshRpc(
            () -> List.of(edge),
            new ServedCalls(16),
            switches,
            new Watchers(timer, 2),
            ticks,
            nanos::get);
    endings.add(rpc::close);
    mesh =
        MeshServiceGrpc.newBlockingStub(
            connect(switchesEnabled ? rpc : MeshRpc.WITHOUT_SWITCHES.of(rpc)));
  }

  private ManagedChannel connect(BindableService service) throws IOException {
    var name = InProcessServerBuilder.generateName();
    var server =
        InProcessServerBuilder.forName(name)
            .directExecutor()
            .intercept(TransmitStatusRuntimeExceptionInterceptor.instance())
            .addService(service)
            .build()
            .start();
    endings.add(server::shutdownNow);
    var channel = InProcessChannelBuilder.forName(name).directExecutor().build();
    endings.add(channel::shutdownNow);
    return channel;
  }

  /** The callee fails the next attempt so. */
  ObservedProcess failing(Status status) {
    failures.add(status);
    return this;
  }

  /** Makes calls, and gives the reason why the last failed, or OK. */
  String call(int times) {
    var outcome = "OK";
    for (int i = 0; i < times; i++) {
      outcome = call();
    }
    return outcome;
  }

  private String call() {
    try {
      callee.guarded(HELLO);
      return "OK";
    } catch (StatusRuntimeException e) {
      return ErrorStatus.infoOf(e)
          .map(com.google.rpc.ErrorInfo::getReason)
          .orElse(e.getStatus().getCode().name());
    }
  }

  /** Lets so many seconds pass, each with its tick. */
  void seconds(int count) {
    for (int i = 0; i < count; i++) {
      leap(1_000);
      ticks.tick();
    }
  }

  /** Lets time pass in which nothing ran. */
  void leap(long millis) {
    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  /** The numbers of the one method that is called. */
  MethodEdge method() {
    return mesh.getEdges(GetEdgesRequest.getDefaultInstance()).getEdges(0).getMethods(0);
  }

  List<ProtectionSwitch> turn(Protection protection, boolean on) {
    return mesh.switchProtection(
            SwitchProtectionRequest.newBuilder()
                .setProtection(ProtectionSwitch.newBuilder().setProtection(protection).setOn(on))
                .build())
        .getProtectionsList();
  }

  @Override
  public void close() {
    endings.reversed().forEach(Runnable::run);
  }

  private final class Callee extends EchoServiceGrpc.EchoServiceImplBase {
    @Override
    public void guarded(EchoRequest request, StreamObserver<EchoResponse> out) {
      reachedCallee.incrementAndGet();
      leap(4);
      var failure = failures.poll();
      if (failure != null) {
        out.onError(failure.asRuntimeException());
        return;
      }
      out.onNext(EchoResponse.newBuilder().setText(request.getText()).build());
      out.onCompleted();
    }
  }
}
