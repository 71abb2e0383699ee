package dev.faremesh.lab.chain;

import static java.util.stream.Collectors.joining;

import dev.faremesh.cli.local.ServerProcess;
import dev.faremesh.lab.scenario.ServerCommand;
import dev.faremesh.lab.v1.Server;
import dev.faremesh.mesh.server.EventLoop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Servers of a chain, as child processes on free ports of 127.0.0.1. None outlives this process,
 * however it ends: see {@link ServerProcess}. Used by one thread; what it gives out is safe for
 * others.
 */
public final class LocalChain implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofSeconds(60);
  private static final Duration DRAINED_WITHIN = Duration.ofSeconds(8);

  /** So that the load is offered in time, as it would be from a machine of its own. */
  private static final List<String> GIVING_WAY = List.of("nice", "-n", "5");

  private final Path home;
  private final AotCaches caches;
  private final Path logs;
  private final EventLoop loop = EventLoop.start(1);
  private final Map<ServerName, Seat> seats = new LinkedHashMap<>();

  private LocalChain(Path home, AotCaches caches, Path logs) {
    this.home = home;
    this.caches = caches;
    this.logs = logs;
  }

  /**
   * Starts the servers, and waits until all are ready.
   *
   * @param servers each after those that it calls
   * @param home the checkout
   * @param logs a folder for what the servers print
   * @throws IOException when one does not start; then none is left running
   */
  public static LocalChain start(List<Server> servers, Path home, AotCaches caches, Path logs)
      throws IOException, InterruptedException {
    Files.createDirectories(logs);
    var local = new LocalChain(home, caches, logs);
    try {
      local.startAll(servers);
      return local;
    } catch (IOException | InterruptedException | RuntimeException e) {
      local.close();
      throw e;
    }
  }

  /** Servers that do not wait for each other start side by side. */
  private void startAll(List<Server> servers) throws IOException, InterruptedException {
    var waiting = new ArrayList<>(servers);
    while (!waiting.isEmpty()) {
      var names = waiting.stream().map(Server::getName).toList();
      var wave =
          waiting.stream()
              .filter(s -> new ServerCommand(s).places().stream().noneMatch(names::contains))
              .toList();
      if (wave.isEmpty()) {
        throw new IllegalArgumentException(
            "servers: %s depend on each other (expected: an order)".formatted(names));
      }
      var started = new ArrayList<Seat>();
      for (Server server : wave) {
        for (int replica = 1; replica <= Math.max(1, server.getReplicas()); replica++) {
          started.add(begin(server, new ServerName(server.getName(), replica)));
        }
      }
      for (Seat seat : started) {
        ready(seat);
      }
      waiting.removeAll(wave);
    }
  }

  private Seat begin(Server server, ServerName name) throws IOException {
    var seat = new Seat(name, server);
    seats.put(name, seat);
    run(seat);
    return seat;
  }

  private void run(Seat seat) throws IOException {
    var log = logs.resolve(seat.name.toString().replace('/', '-') + ".log");
    if (!Files.exists(log)) {
      Files.createFile(log);
    }
    var values = targets();
    values.put("aot", caches.option(seat.server));
    values.put("port", "" + seat.port);
    var command = new ArrayList<>(GIVING_WAY);
    command.addAll(new ServerCommand(seat.server).filledIn(home, values));
    seat.process = ServerProcess.start(seat.name.toString(), command, log);
  }

  private void ready(Seat seat) throws IOException, InterruptedException {
    seat.port = seat.process().awaitReady(READY_WITHIN);
    if (seat.controls == null) {
      seat.controls = new Controls(seat.name, address(seat), loop);
    }
  }

  private Map<String, String> targets() {
    var targets = new HashMap<String, String>();
    seats.values().stream()
        .map(seat -> seat.name.server())
        .distinct()
        .forEach(server -> targets.put(server, target(server)));
    return targets;
  }

  /** The gRPC target of a server: all its replicas. */
  public String target(String server) {
    var addresses =
        seats.values().stream()
            .filter(seat -> seat.name.server().equals(server) && seat.port > 0)
            .map(LocalChain::address)
            .toList();
    return addresses.size() == 1
        ? addresses.getFirst()
        : addresses.stream().collect(joining(",", "static:///", ""));
  }

  private static String address(Seat seat) {
    return "127.0.0.1:" + seat.port;
  }

  /** The event loop that its controls live on; for others that talk to the chain. */
  public EventLoop loop() {
    return loop;
  }

  /** What is said to each server, in the order of the chain. */
  public Collection<Controls> controls() {
    return seats.values().stream().map(Seat::controls).toList();
  }

  /** Whether a server is one of these. */
  public boolean has(String name) {
    return seats.containsKey(ServerName.parse(name));
  }

  /** What is said to one. */
  public Controls controls(String name) {
    return seat(name).controls();
  }

  /** Kills a server. */
  public void kill(String name) {
    seat(name).process().awaitEnd(Duration.ZERO);
    seat(name).process().awaitGone();
  }

  /** Stops a server, with its connections open. */
  public void stop(String name) throws IOException, InterruptedException {
    signal(seat(name), "STOP");
  }

  /** Lets a stopped server go on. */
  public void resume(String name) throws IOException, InterruptedException {
    signal(seat(name), "CONT");
  }

  /** Starts a server that has ended, on its port, and waits until it is ready. */
  public void start(String name) throws IOException, InterruptedException {
    var seat = seat(name);
    run(seat);
    ready(seat);
  }

  /** Lets a server end in order, and starts it again. */
  public void restart(String name) throws IOException, InterruptedException {
    var seat = seat(name);
    seat.process().drain();
    seat.process().awaitEnd(DRAINED_WITHIN);
    start(name);
  }

  private static void signal(Seat seat, String signal) throws IOException, InterruptedException {
    int code =
        new ProcessBuilder("kill", "-" + signal, "" + seat.process().pid()).start().waitFor();
    if (code != 0) {
      throw new IOException("kill -%s %s: exit code %d".formatted(signal, seat.name, code));
    }
  }

  private Seat seat(String name) {
    var seat = seats.get(ServerName.parse(name));
    if (seat == null) {
      throw new IllegalArgumentException(
          "server: '%s' (expected: one of %s)".formatted(name, seats.keySet()));
    }
    return seat;
  }

  /** Kills what runs: nobody waits for its last words. */
  @Override
  public void close() {
    for (Seat seat : seats.values()) {
      if (seat.controls != null) {
        seat.controls.close();
      }
      if (seat.process != null) {
        seat.process.awaitEnd(Duration.ZERO);
      }
    }
    loop.close();
  }
}
