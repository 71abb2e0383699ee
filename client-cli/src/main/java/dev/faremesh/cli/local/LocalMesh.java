package dev.faremesh.cli.local;

import static java.util.stream.Collectors.joining;

import dev.faremesh.cli.call.Peer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * The three servers as child processes on 127.0.0.1. One that dies is reported at once and, if the
 * policy says so, started again on its port. None outlives this process, however it ends: see
 * {@link ServerProcess}. Safe for use by threads.
 */
public final class LocalMesh implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofSeconds(60);

  /** A little more than the grace that servers give to calls in flight. */
  private static final Duration DRAINED_WITHIN = Duration.ofSeconds(8);

  private final MeshPlan plan;
  private final Launch launch;
  private final RestartPolicy policy;
  private final Consumer<String> news;
  private final EnumMap<Peer, Seat> seats = new EnumMap<>(Peer.class);
  private final CountDownLatch deserted = new CountDownLatch(1);
  private boolean closing;

  private LocalMesh(MeshPlan plan, Launch launch, RestartPolicy policy, Consumer<String> news) {
    this.plan = plan;
    this.launch = launch;
    this.policy = policy;
    this.news = news;
  }

  /**
   * Starts the servers, and waits until all are ready.
   *
   * @param restart whether one that dies is started again
   * @param news takes lines for a person, on any thread
   * @throws IOException when a port is taken or a server does not start; then none is left running
   */
  public static LocalMesh start(
      MeshPlan plan, Launch launch, boolean restart, Consumer<String> news)
      throws IOException, InterruptedException {
    return start(plan, launch, RestartPolicy.of(restart), news);
  }

  static LocalMesh start(MeshPlan plan, Launch launch, RestartPolicy policy, Consumer<String> news)
      throws IOException, InterruptedException {
    plan.requirePortsFree();
    plan.prepare();
    var mesh = new LocalMesh(plan, launch, policy, news);
    try {
      mesh.startAll();
      return mesh;
    } catch (IOException | InterruptedException | RuntimeException e) {
      mesh.close();
      throw e;
    }
  }

  private void startAll() throws IOException, InterruptedException {
    start(Peer.SUPPLY, Map.of());
    start(Peer.DEMAND, Map.of());
    var others = new EnumMap<Peer, Integer>(Peer.class);
    for (Peer server : List.of(Peer.SUPPLY, Peer.DEMAND)) {
      others.put(server, awaitReady(server));
    }
    start(Peer.PRICING, others);
    awaitReady(Peer.PRICING);
  }

  private synchronized void start(Peer server, Map<Peer, Integer> others) throws IOException {
    var log = logOf(server);
    Files.writeString(log, "");
    var process =
        ServerProcess.start(nameOf(server), launch.command(server, plan.port(server), others), log);
    seats.put(server, new Seat(process, plan.port(server), others, policy.clock().instant()));
  }

  private int awaitReady(Peer server) throws IOException, InterruptedException {
    var seat = seat(server);
    int port = seat.process.awaitReady(READY_WITHIN);
    sit(server, seat, port);
    return port;
  }

  private synchronized void sit(Peer server, Seat seat, int port) {
    seat.port = port;
    var process = seat.process;
    var _ = process.ended().thenAccept(code -> died(server, process, code));
  }

  /** The servers, in the order in which they were started. */
  public synchronized List<Member> members() {
    var members = new ArrayList<Member>();
    seats.forEach((server, seat) ->
        members.add(
            new Member(
                nameOf(server), Launch.HOST + ":" + seat.port, seat.process.pid(), logOf(server))));
    return members;
  }

  /** Where a server listens. */
  public synchronized String address(Peer server) {
    return Launch.HOST + ":" + seat(server).port;
  }

  /** Waits until no server is left, and none will come. */
  public void awaitDesertion() throws InterruptedException {
    deserted.await();
  }

  private synchronized void died(Peer server, ServerProcess process, int code) {
    if (closing) {
      return;
    }
    news.accept(process + " ended with exit code " + code + process.lastLines());
    if (policy.restart()) {
      restartLater(server);
    } else if (seats.values().stream().noneMatch(seat -> seat.process.isAlive())) {
      news.accept("no server is left");
      deserted.countDown();
    }
  }

  private void restartLater(Peer server) {
    var seat = seat(server);
    var wait = seat.backoff.after(Duration.between(seat.since, policy.clock().instant()));
    news.accept("%s starts again in %d s".formatted(nameOf(server), wait.toSeconds()));
    policy.timer().after(wait, () -> restart(server));
  }

  private void restart(Peer server) {
    try {
      var seat = seat(server);
      if (!replace(server, seat)) {
        return;
      }
      sit(server, seat, seat.process.awaitReady(READY_WITHIN));
      news.accept("%s is ready again on %s".formatted(seat.process, address(server)));
    } catch (IOException e) {
      failed(server, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean replace(Peer server, Seat seat) throws IOException {
    if (closing) {
      return false;
    }
    seat.process =
        ServerProcess.start(
            nameOf(server), launch.command(server, seat.port, seat.others), logOf(server));
    seat.since = policy.clock().instant();
    return true;
  }

  private synchronized void failed(Peer server, IOException reason) {
    if (!closing) {
      news.accept(String.valueOf(reason.getMessage()));
      seat(server).process.awaitEnd(Duration.ZERO);
      restartLater(server);
    }
  }

  private synchronized Seat seat(Peer server) {
    var seat = seats.get(server);
    if (seat == null) {
      throw new IllegalStateException(nameOf(server) + " was never started");
    }
    return seat;
  }

  private Path logOf(Peer server) {
    return plan.dataDir().resolve("logs").resolve(nameOf(server) + ".log");
  }

  private static String nameOf(Peer server) {
    return server + "-server";
  }

  /** Drains all servers at once, and ends by force those that take too long. */
  @Override
  public void close() {
    List<ServerProcess> processes;
    synchronized (this) {
      closing = true;
      processes =
          seats.values().stream().map(seat -> seat.process).filter(ServerProcess::isAlive).toList();
    }
    if (!processes.isEmpty()) {
      news.accept("stopping " + processes.stream().map(Object::toString).collect(joining(", ")));
    }
    processes.forEach(ServerProcess::drain);
    long end = System.nanoTime() + DRAINED_WITHIN.toNanos();
    processes.forEach(process -> process.awaitEnd(Duration.ofNanos(end - System.nanoTime())));
    deserted.countDown();
  }

  /** The place of a server: whoever sits there listens on its port. Guarded by the mesh. */
  private static final class Seat {
    private final Map<Peer, Integer> others;
    private final Backoff backoff = new Backoff();
    private ServerProcess process;
    private int port;
    private Instant since;

    Seat(ServerProcess process, int port, Map<Peer, Integer> others, Instant since) {
      this.process = process;
      this.port = port;
      this.others = others;
      this.since = since;
    }
  }
}
