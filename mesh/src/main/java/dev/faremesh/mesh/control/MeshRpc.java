package dev.faremesh.mesh.control;

import dev.faremesh.mesh.call.Edge;
import dev.faremesh.mesh.call.Protection;
import dev.faremesh.mesh.call.Switches;
import dev.faremesh.mesh.serving.ClosedMethod;
import dev.faremesh.mesh.serving.ServedCalls;
import dev.faremesh.mesh.stream.Watchers;
import dev.faremesh.mesh.v1.GetEdgesRequest;
import dev.faremesh.mesh.v1.GetEdgesResponse;
import dev.faremesh.mesh.v1.MeshServiceGrpc;
import dev.faremesh.mesh.v1.SwitchProtectionRequest;
import dev.faremesh.mesh.v1.SwitchProtectionResponse;
import dev.faremesh.mesh.v1.WatchEdgesRequest;
import dev.faremesh.mesh.v1.WatchEdgesResponse;
import io.grpc.stub.StreamObserver;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Serves MeshService. Safe for use by threads; does not block. */
public final class MeshRpc extends MeshServiceGrpc.MeshServiceImplBase implements AutoCloseable {
  /** Keeps protections from being switched. */
  public static final ClosedMethod WITHOUT_SWITCHES =
      new ClosedMethod(
          MeshServiceGrpc.getSwitchProtectionMethod(),
          "MESH_CONTROL_DISABLED",
          "on a server that was started with --mesh-control");

  private static final Logger LOG = System.getLogger(MeshRpc.class.getName());
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final Supplier<List<Edge>> edges;
  private final ServedCalls served;
  private final Switches switches;
  private final Watchers watchers;
  private final Meter meter;

  /**
   * Counts from now on.
   *
   * @param edges the targets that this process calls
   * @param served the calls that it serves
   * @param switches of its protections
   * @param timer reads counters once a second
   * @param nanos the time; only differences mean something
   */
  public MeshRpc(
      Supplier<List<Edge>> edges,
      ServedCalls served,
      Switches switches,
      Watchers watchers,
      ScheduledExecutorService timer,
      LongSupplier nanos) {
    this.edges = edges;
    this.served = served;
    this.switches = switches;
    this.watchers = watchers;
    this.meter = new Meter(edges, served, timer, nanos);
  }

  @Override
  public void getEdges(GetEdgesRequest request, StreamObserver<GetEdgesResponse> out) {
    out.onNext(numbers());
    out.onCompleted();
  }

  @Override
  public void watchEdges(WatchEdgesRequest request, StreamObserver<WatchEdgesResponse> out) {
    var interval = request.getInterval();
    watchers.watch(
        out,
        request.hasInterval()
            ? Duration.ofSeconds(interval.getSeconds(), interval.getNanos())
            : INTERVAL,
        () -> CompletableFuture.completedFuture(Optional.of(watched(numbers()))));
  }

  private GetEdgesResponse numbers() {
    var lately = meter.lately();
    return GetEdgesResponse.newBuilder()
        .addAllEdges(Numbers.of(edges.get(), lately))
        .setServing(Numbers.of(served, lately))
        .addAllProtections(Protections.of(switches))
        .build();
  }

  private static WatchEdgesResponse watched(GetEdgesResponse numbers) {
    return WatchEdgesResponse.newBuilder()
        .addAllEdges(numbers.getEdgesList())
        .setServing(numbers.getServing())
        .addAllProtections(numbers.getProtectionsList())
        .build();
  }

  @Override
  public void switchProtection(
      SwitchProtectionRequest request, StreamObserver<SwitchProtectionResponse> out) {
    var wanted = request.getProtection();
    turn(Protections.of(wanted.getProtection()), wanted.getOn());
    out.onNext(
        SwitchProtectionResponse.newBuilder().addAllProtections(Protections.of(switches)).build());
    out.onCompleted();
  }

  private synchronized void turn(Protection protection, boolean on) {
    if (switches.on().contains(protection) == on) {
      return;
    }
    switches.set(protection, on);
    LOG.log(Level.INFO, "protection={0} {1}", protection, on ? "off->on" : "on->off");
  }

  /** Counts no more. */
  @Override
  public void close() {
    meter.close();
  }
}
