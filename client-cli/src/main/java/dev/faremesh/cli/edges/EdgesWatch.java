package dev.faremesh.cli.edges;

import com.google.protobuf.util.Durations;
import dev.faremesh.cli.call.Connections;
import dev.faremesh.cli.call.Peer;
import dev.faremesh.cli.output.Terminal;
import dev.faremesh.cli.output.Wording;
import dev.faremesh.mesh.v1.GetEdgesResponse;
import dev.faremesh.mesh.v1.MeshServiceGrpc;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.LongSupplier;

/**
 * Prints the numbers of all servers again and again: as soon as each that answers has said new
 * ones, or one has twice. A server that is lost is asked again for as long as another answers. Used
 * by one thread.
 */
final class EdgesWatch {
  private static final int SILENT_AFTER_INTERVALS = 3;

  private final Terminal terminal;
  private final boolean json;
  private final Duration interval;
  private final LongSupplier nanos;
  private final Screen screen;
  private final BlockingQueue<Answer<GetEdgesResponse>> answers =
      new ArrayBlockingQueue<>(Peer.values().length);
  private final Map<Peer, Answer<GetEdgesResponse>> latest = new EnumMap<>(Peer.class);
  private final Map<Peer, Long> heardAt = new EnumMap<>(Peer.class);
  private final Set<Peer> news = EnumSet.noneOf(Peer.class);

  /**
   * Nothing is asked yet.
   *
   * @param interval how often the servers say their numbers
   * @param nanos the time; only differences mean something
   */
  EdgesWatch(Terminal terminal, boolean json, Duration interval, LongSupplier nanos) {
    this.terminal = terminal;
    this.json = json;
    this.interval = interval;
    this.nanos = nanos;
    this.screen = new Screen(terminal);
  }

  /**
   * Prints until no server answers, or nobody reads what is printed.
   *
   * @return the exit code
   */
  int follow(Connections connections) throws InterruptedException {
    for (Peer server : Peer.values()) {
      try {
        var _ = connections.connected(server);
      } catch (StatusRuntimeException e) {
        take(Answer.Failed.of(server, e));
      }
    }
    List<Thread> feeds = new ArrayList<>();
    if (anyAnswers()) {
      for (Peer server : Peer.values()) {
        var stub = MeshServiceGrpc.newBlockingStub(connections.channel(server));
        feeds.add(Thread.startVirtualThread(new ServerFeed(server, stub, interval, answers)));
      }
    }
    while (anyAnswers() && !terminal.out().checkError()) {
      take(answers.take());
    }
    feeds.forEach(Thread::interrupt);
    return all().exitCode();
  }

  private boolean anyAnswers() {
    return all().failed().size() < Peer.values().length;
  }

  private Answers<GetEdgesResponse> all() {
    return new Answers<>(List.copyOf(latest.values()));
  }

  /** Takes the next answer of a server, and prints what it changes. */
  void take(Answer<GetEdgesResponse> answer) {
    var before = latest.put(answer.server(), answer);
    switch (answer) {
      case Answer.Given<GetEdgesResponse> given -> heard(given);
      case Answer.Failed<GetEdgesResponse> failed when !failed.equals(before) -> lost(failed);
      case Answer.Failed<GetEdgesResponse> _ -> {} // was said already
    }
  }

  private void heard(Answer.Given<GetEdgesResponse> given) {
    heardAt.put(given.server(), nanos.getAsLong());
    if (json) {
      terminal.out().println(ServerJson.line(given));
      return;
    }
    boolean twice = !news.add(given.server());
    if (twice || all().given().stream().allMatch(g -> news.contains(g.server()))) {
      show();
    }
  }

  private void lost(Answer.Failed<GetEdgesResponse> failed) {
    news.remove(failed.server());
    if (terminal.live() && !json) {
      show(); // its line is a part of the picture
    } else {
      terminal.err().println(failed.line());
    }
  }

  private void show() {
    news.clear();
    screen.show(this::draw);
  }

  private void draw(Terminal to) {
    new EdgesView(all()).print(to);
    for (var given : all().given()) {
      long silence = nanos.getAsLong() - heardAt.getOrDefault(given.server(), 0L);
      if (silence > SILENT_AFTER_INTERVALS * interval.toNanos()) {
        to.err()
            .println(
                "fare: %s has said nothing for %s"
                    .formatted(given.server(), Wording.duration(Durations.fromNanos(silence))));
      }
    }
    if (to.live()) {
      all().failed().forEach(failed -> to.err().println(failed.line()));
    } else {
      to.out().println();
    }
  }
}
