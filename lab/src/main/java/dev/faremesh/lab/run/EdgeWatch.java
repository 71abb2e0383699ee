package dev.faremesh.lab.run;

import com.google.protobuf.util.Durations;
import dev.faremesh.lab.chain.Controls;
import dev.faremesh.lab.measure.EdgeCounts;
import dev.faremesh.mesh.v1.Edge;
import dev.faremesh.mesh.v1.MeshServiceGrpc;
import dev.faremesh.mesh.v1.MethodEdge;
import dev.faremesh.mesh.v1.WatchEdgesRequest;
import dev.faremesh.mesh.v1.WatchEdgesResponse;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Watches the edges of all servers of a chain, ten times a second. A server that is gone is watched
 * again when it is back. Safe for use by threads.
 */
final class EdgeWatch implements AutoCloseable {
  private static final long STEP_MILLIS = 100;

  private final List<EdgeCounts> seen = new ArrayList<>();
  private final ScheduledExecutorService timer;
  private volatile boolean over;

  EdgeWatch(Collection<Controls> servers, ScheduledExecutorService timer) {
    this.timer = timer;
    servers.forEach(this::watch);
  }

  private void watch(Controls server) {
    if (over) {
      return;
    }
    var request =
        WatchEdgesRequest.newBuilder().setInterval(Durations.fromMillis(STEP_MILLIS)).build();
    MeshServiceGrpc.newStub(server.channel()).watchEdges(request, new Listener(server));
  }

  private synchronized void saw(Controls server, WatchEdgesResponse edges) {
    long now = System.nanoTime();
    for (Edge edge : edges.getEdgesList()) {
      for (MethodEdge method : edge.getMethodsList()) {
        seen.add(
            new EdgeCounts(
                now,
                server.server().toString(),
                edge.getName(),
                method.getMethod(),
                method.getCalls().getTotal(),
                method.getCalls().getOk(),
                method.getAttempts().getTotal(),
                method.getAttempts().getOk()));
      }
    }
  }

  /** What was seen so far, in the order of time. */
  synchronized List<EdgeCounts> seen() {
    return List.copyOf(seen);
  }

  @Override
  public void close() {
    over = true;
  }

  private final class Listener implements StreamObserver<WatchEdgesResponse> {
    private final Controls server;

    Listener(Controls server) {
      this.server = server;
    }

    @Override
    public void onNext(WatchEdgesResponse edges) {
      saw(server, edges);
    }

    @Override
    public void onError(Throwable failure) {
      again();
    }

    @Override
    public void onCompleted() {
      again();
    }

    private void again() {
      if (!over) {
        var _ = timer.schedule(() -> watch(server), STEP_MILLIS, TimeUnit.MILLISECONDS);
      }
    }
  }
}
