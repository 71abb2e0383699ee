package dev.faremesh.system;

import static java.util.stream.Collectors.joining;

import dev.faremesh.lab.chain.AotCaches;
import dev.faremesh.lab.scenario.ServerCommand;
import dev.faremesh.lab.v1.Server;
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
  private final Server program;
  private final String aot;
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
    this.program = program(peer);
    this.aot = cache(program);
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
    var command =
        new ArrayList<>(new ServerCommand(program).filledIn(Project.HOME, Map.of("aot", aot)));
    command.add("--until-stdin-closes"); // ends with this JVM
    return command;
  }

  /**
   * A program as its image runs it: with a cache of the JVM. Here all pods share a few cores, so
   * that none may take minutes of them to compile what it does more quickly.
   */
  private static Server program(Peer peer) {
    return Server.newBuilder()
        .setName(peer.program())
        .addCommand("{java}")
        .addCommand("{aot}")
        .addCommand("-XX:+UseSerialGC")
        .addCommand("-XX:TieredStopAtLevel=1")
        .addCommand("-Xmx256m")
        .addCommand("--sun-misc-unsafe-memory-access=allow")
        .addCommand("-jar")
        .addCommand(Project.jar(peer.program()).toString())
        .build();
  }

  private static String cache(Server program) {
    var trained =
        program.toBuilder().addCommand("--port={port}").addCommand("--until-stdin-closes");
    if (program.getName().equals(Peer.PRICING.program())) {
      trained.addCommand("--supply-target={supply}").addCommand("--demand-target={demand}");
    }
    var caches = new AotCaches(Project.HOME, Project.HOME.resolve("system-tests/target/aot"));
    try {
      caches.make(List.of(trained.build()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return caches.option(trained.build());
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
