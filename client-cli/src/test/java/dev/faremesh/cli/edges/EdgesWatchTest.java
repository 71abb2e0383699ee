package dev.faremesh.cli.edges;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Durations;
import dev.faremesh.cli.call.CallFailure;
import dev.faremesh.cli.call.Peer;
import dev.faremesh.cli.output.Terminal;
import dev.faremesh.mesh.v1.GetEdgesResponse;
import dev.faremesh.mesh.v1.WatchEdgesResponse;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class EdgesWatchTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final AtomicLong nanos = new AtomicLong(-7);

  @Test
  void blockComesWhenAllThatAnswerHaveNews() {
    var watch = watch(false);
    watch.take(lost(Peer.DEMAND));
    watch.take(seen(Peer.SUPPLY, 7));
    assertThat(blocks()).hasSize(1); // nobody else has answered yet
    watch.take(seen(Peer.PRICING, 11));
    assertThat(blocks()).hasSize(1);
    watch.take(seen(Peer.SUPPLY, 13));
    assertThat(blocks()).hasSize(2);
    assertThat(blocks().getLast())
        .containsPattern("supply +13.0/s")
        .containsPattern("demand +-")
        .containsPattern("pricing +11.0/s");
  }

  @Test
  void serverThatFallsSilentDoesNotHoldTheOthers() {
    var watch = watch(false);
    watch.take(seen(Peer.SUPPLY, 7));
    watch.take(seen(Peer.DEMAND, 11));
    watch.take(seen(Peer.SUPPLY, 8));
    int before = blocks().size();
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(9));
    watch.take(seen(Peer.SUPPLY, 13));
    watch.take(seen(Peer.SUPPLY, 17));

    assertThat(blocks()).hasSizeGreaterThan(before);
    assertThat(blocks().getLast())
        .containsPattern("supply +17.0/s")
        .containsPattern("demand +11.0/s");
    assertThat(err.toString().lines()).containsOnly("fare: demand has said nothing for 9 s");
  }

  @Test
  void lostServerIsSaidOnce() {
    var watch = watch(false);
    watch.take(lost(Peer.DEMAND));
    watch.take(lost(Peer.DEMAND));
    assertThat(err.toString()).isEqualToNormalizingNewlines("fare: UNAVAILABLE DRAINING: gone\n");

    watch.take(seen(Peer.DEMAND, 7));
    watch.take(lost(Peer.DEMAND));
    assertThat(err.toString().lines()).hasSize(2);
  }

  @Test
  void onATerminalOnePictureIsDrawnOverTheOther() {
    var watch = watch(true);
    watch.take(seen(Peer.PRICING, 7));
    watch.take(lost(Peer.DEMAND));

    assertThat(out.toString())
        .startsWith("\u001b[?7l")
        .contains("\u001b[?7h\u001b[2A\u001b[J\u001b[?7l")
        .endsWith("fare: UNAVAILABLE DRAINING: gone\n\u001b[?7h");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void serverThatIsLostIsAskedAgainUntilNoneAnswers() throws Exception {
    try (var servers = new FakeServers()) {
      BlockingQueue<StreamObserver<WatchEdgesResponse>> held = new LinkedBlockingQueue<>();
      servers.stop(Peer.SUPPLY);
      servers.pricing.watches.add(stream -> {
        stream.onNext(SampleNumbers.watched(SampleNumbers.pricing()));
        held.add(stream); // pricing answers until demand has come back
      });
      servers.demand.watches.add(stream -> {
        stream.onNext(SampleNumbers.watched(numbers(7)));
        stream.onError(FakeMeshService.draining());
      });
      servers.demand.watches.add(stream -> {
        stream.onNext(SampleNumbers.watched(numbers(11)));
        stream.onCompleted();
      });
      servers.demand.watches.add(stream -> {
        stream.onError(FakeMeshService.draining());
        Optional.ofNullable(held.poll()).orElseThrow().onError(FakeMeshService.draining());
      });

      var run = servers.fare("edges", "--watch", "--interval", "100ms", "-o", "json");

      assertThat(run.out().lines().filter(line -> line.contains("\"server\":\"demand\"")))
          .satisfiesExactly(
              line -> assertThat(line).contains("\"rate\":7.0"),
              line -> assertThat(line).contains("\"rate\":11.0"));
      assertThat(run.out().lines().filter(line -> line.contains("\"server\":\"pricing\"")))
          .hasSize(1);
      assertThat(run.err())
          .contains("UNAVAILABLE: Connection refused", "UNAVAILABLE DRAINING: stopping: come back");
      assertThat(run.code()).isEqualTo(64 + 14);
      assertThat(servers.pricing.watched.getFirst().getInterval())
          .isEqualTo(Durations.fromMillis(100));
    }
  }

  private EdgesWatch watch(boolean live) {
    var terminal = new Terminal(new PrintWriter(out), new PrintWriter(err), live, false);
    return new EdgesWatch(terminal, false, Duration.ofSeconds(1), nanos::get);
  }

  private List<String> blocks() {
    return out.toString().isEmpty() ? List.of() : List.of(out.toString().split("(?m)^\n"));
  }

  private static Answer<GetEdgesResponse> seen(Peer server, double rate) {
    return new Answer.Given<>(server, numbers(rate));
  }

  private static GetEdgesResponse numbers(double rate) {
    return SampleNumbers.serving(SampleNumbers.calls(rate, rate, 1, 1), 1);
  }

  private static Answer<GetEdgesResponse> lost(Peer server) {
    return new Answer.Failed<>(
        server,
        new CallFailure(
            Status.Code.UNAVAILABLE, Optional.of("DRAINING"), "gone", Optional.empty()));
  }
}
