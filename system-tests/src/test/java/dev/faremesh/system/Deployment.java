package dev.faremesh.system;

import static java.util.stream.Collectors.joining;

import dev.faremesh.mesh.server.EventLoop;
import dev.faremesh.mesh.server.MeshChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Pods of one server, as processes that are started, probed and stopped by the manifests' numbers.
 * There is one place more than there are pods: a rollout fills it before it empties another.
 */
final class Deployment implements AutoCloseable {
  private final Peer peer;
  private final PodManifest manifest;
  private final Map<String, String> overrides;
  private final Deque<Integer> free = new ArrayDeque<>();
  private final Deque<Pod> pods = new ArrayDeque<>();
  private final EventLoop loop = EventLoop.start(1);
  private final String target;

  private record Pod(int port, Process process) {}

  /** How a pod is stopped. */
  enum Stop {
    /** As Kubernetes does: callers turn away first. */
    IN_ORDER,
    /** At once, with calls in flight: what the order is for. */
    AT_ONCE
  }

  /**
   * Starts pods, and waits until each is ready.
   *
   * @param overrides variables instead of the manifest's
   */
  Deployment(Peer peer, int replicas, Map<String, String> overrides) {
    this.peer = peer;
    this.manifest = PodManifest.of(peer);
    this.overrides = Map.copyOf(overrides);
    for (int i = 0; i <= replicas; i++) {
      free.add(freePort());
    }
    this.target = free.stream().map(p -> "127.0.0.1:" + p).collect(joining(",", "static:///", ""));
    for (int i = 0; i < replicas; i++) {
      start();
    }
  }

  /** Every address that a pod may have, as a gRPC target. */
  String target() {
    return target;
  }

  /** Replaces every pod, one at a time, a new one before an old one goes. */
  void roll(Stop how) {
    for (int i = pods.size(); i > 0; i--) {
      var old = pods.getFirst();
      start();
      stop(old, how);
      pods.remove(old);
      free.add(old.port());
    }
  }

  private void start() {
    int port = free.removeFirst();
    int healthPort = freePort();
    var builder =
        new ProcessBuilder(command())
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.INHERIT);
    var variables = builder.environment();
    variables.putAll(manifest.environment());
    variables.putAll(overrides);
    var prefix = peer.name() + "_";
    variables.put(prefix + "HOST", "127.0.0.1");
    variables.put(prefix + "PORT", "" + port);
    variables.put(prefix + "HEALTH_PORT", "" + healthPort);
    try {
      pods.add(new Pod(port, builder.start()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    awaitReady(healthPort);
  }

  private List<String> command() {
    return new ArrayList<>(
        List.of(
            Project.java(),
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "--sun-misc-unsafe-memory-access=allow",
            "-jar",
            Project.jar(peer.program()).toString(),
            "--until-stdin-closes")); // ends with this JVM
  }

  /** As the probe asks. */
  private void awaitReady(int healthPort) {
    var readiness = HealthCheckRequest.newBuilder().setService("readiness").build();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (System.nanoTime() < end) {
      try (var channel = MeshChannel.open("127.0.0.1:" + healthPort, loop)) {
        var answer =
            HealthGrpc.newBlockingStub(channel.layers())
                .withWaitForReady()
                .withDeadlineAfter(2, TimeUnit.SECONDS)
                .check(readiness);
        if (answer.getStatus() == ServingStatus.SERVING) {
          return;
        }
      } catch (StatusRuntimeException e) {
        // not yet
      }
    }
    throw new IllegalStateException(peer + ": not ready (expected: within 60 s)");
  }

  private void stop(Pod pod, Stop how) {
    switch (how) {
      case IN_ORDER -> {
        OutageIT.pass(manifest.preStop());
        pod.process().destroy();
        awaitEnd(pod, manifest.grace().minus(manifest.preStop()));
      }
      case AT_ONCE -> {
        pod.process().destroyForcibly();
        awaitEnd(pod, manifest.grace());
      }
    }
  }

  private void awaitEnd(Pod pod, Duration within) {
    try {
      if (!pod.process().waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException(peer + ": runs (expected: ended in " + within + ")");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    pods.forEach(pod -> pod.process().destroyForcibly());
    pods.forEach(pod -> pod.process().onExit().join());
    loop.close();
  }
}
