package dev.faremesh.system;

import static java.util.stream.Collectors.joining;

import dev.faremesh.lab.chain.AotCaches;
import dev.faremesh.lab.scenario.ServerCommand;
import dev.faremesh.lab.v1.Server;
import dev.faremesh.mesh.server.EventLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Pods of one server, as processes that are started, probed and stopped by the manifests' numbers.
 * There are two places for each pod: a rollout fills one before it empties the other.
 */
final class Deployment implements AutoCloseable {
  private final Peer peer;
  private final Server program;
  private final String aot;
  private final PodManifest manifest;
  private final Map<String, String> overrides;
  private final Deque<Integer> free = new ArrayDeque<>();
  private final Deque<Pod> pods = new ArrayDeque<>();
  private final Deque<Pod> stopping = new ArrayDeque<>();
  private final EventLoop loop = EventLoop.start(1);
  private final String target;

  /**
   * Starts pods, and waits until each is ready.
   *
   * @param overrides variables instead of the manifest's
   */
  Deployment(Peer peer, int replicas, PodManifest manifest, Map<String, String> overrides) {
    this.peer = peer;
    this.program = program(peer);
    this.aot = cache(program);
    this.manifest = manifest;
    this.overrides = Map.copyOf(overrides);
    for (int i = 0; i < 2 * replicas; i++) {
      free.add(FreePorts.next());
    }
    this.target = free.stream().map(p -> "127.0.0.1:" + p).collect(joining(",", "static:///", ""));
    try {
      for (int i = 0; i < replicas; i++) {
        pods.add(start());
      }
      pods.forEach(pod -> pod.awaitReady(Duration.ZERO));
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Every address that a pod may have, as a gRPC target. */
  String target() {
    return target;
  }

  /** Those of the pods that run now. */
  List<String> addresses() {
    return pods.stream().map(pod -> "127.0.0.1:" + pod.port()).toList();
  }

  /**
   * Replaces every pod. As Kubernetes has it, a new one is available before an old one goes, and
   * while that one stops the next new one starts. Waits until the last one has stopped.
   */
  void roll() {
    var stops = new ArrayList<CompletableFuture<Void>>();
    for (int i = pods.size(); i > 0; i--) {
      var fresh = start();
      pods.add(fresh);
      fresh.awaitReady(manifest.minReady());
      var old = pods.removeFirst();
      stopping.add(old);
      stops.add(CompletableFuture.runAsync(old::stop, Thread::startVirtualThread));
    }
    stops.forEach(CompletableFuture::join);
    stopping.forEach(old -> free.add(old.port()));
    stopping.clear();
  }

  private Pod start() {
    int port = free.removeFirst();
    int healthPort = FreePorts.next();
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
      return new Pod(manifest, port, healthPort, builder.start(), loop);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

  @Override
  public void close() {
    pods.forEach(Pod::kill);
    stopping.forEach(Pod::kill);
    loop.close();
  }
}
