package dev.faremesh.mesh.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.mesh.stream.ReportHandler;
import dev.faremesh.mesh.stream.Reporters;
import dev.faremesh.mesh.stream.Watchers;
import dev.faremesh.test.v1.EchoRequest;
import dev.faremesh.test.v1.EchoResponse;
import dev.faremesh.test.v1.EchoServiceGrpc;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On real Netty, with a clock that stands still: five minutes of idleness, one hour of age. */
@Timeout(30)
class StreamLayerTest {
  private static final EchoRequest WATCH = EchoRequest.newBuilder().setText("watch").build();

  private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor();
  private final BlockingQueue<String> reports = new LinkedBlockingQueue<>();
  private final AtomicLong value = new AtomicLong(7);
  private final BlockingQueue<CompletableFuture<Optional<EchoResponse>>> slowLooks =
      new LinkedBlockingQueue<>();
  private final AtomicLong chance = new AtomicLong();
  private final AtomicBoolean refusing = new AtomicBoolean();
  private final LayeredServer server =
      new LayeredServer(new Streams(), ServingPolicy.DEFAULT, chance::get);
  private final EchoServiceGrpc.EchoServiceStub stub = EchoServiceGrpc.newStub(server.client);

  @AfterEach
  void close() {
    server.close();
    looks.shutdownNow();
  }

  @Test
  void aClientThatSaysNothingForTooLongIsSentAway() throws Exception {
    var answers = new Events();
    var report = stub.report(answers);
    report.onNext(text("seven"));
    assertThat(answers.next()).isEqualTo("ok");
    server.timer.advance(Duration.ofMinutes(4));
    report.onNext(text("eleven"));
    assertThat(answers.next()).isEqualTo("ok");
    server.timer.advance(Duration.ofMinutes(4)); // eight since the first, four since the last
    assertThat(answers.events).isEmpty();
    server.timer.advance(Duration.ofMinutes(1));
    assertThat(answers.next())
        .isEqualTo(
            "UNAVAILABLE STREAM_IDLE nothing came on this stream for too long"
                + " (expected: at most 300000 ms)");
    assertThat(reports.take()).isEqualTo("seven");
    assertThat(reports.take()).isEqualTo("eleven");
    assertThat(reports.take()).isEqualTo("<lost>");
  }

  @Test
  void manyMessagesTakeOneTaskOfTheTimer() throws Exception {
    var answers = new Events();
    var report = stub.report(answers);
    for (int i = 0; i < 1_000; i++) {
      report.onNext(text("r" + i));
    }
    for (int i = 0; i < 1_000; i++) {
      assertThat(answers.next()).isEqualTo("ok");
    }
    assertThat(server.timer.pending()).isEqualTo(1);
  }

  @Test
  void aStreamThatIsTooOldEndsHoweverBusyItIs() throws Exception {
    var answers = new Events();
    var report = stub.report(answers);
    for (int minutes = 0; minutes < 60; minutes++) {
      report.onNext(text("still here"));
      assertThat(answers.next()).isEqualTo("ok");
      server.timer.advance(Duration.ofMinutes(1));
    }
    assertThat(answers.next())
        .isEqualTo(
            "UNAVAILABLE STREAM_AGED this stream has reached its greatest age: come back"
                + " (expected: at most 3600000 ms)");
  }

  @Test
  void aWatchMayBeAsQuietAsItLikesUntilItIsTooOld() throws Exception {
    var seen = new Events();
    stub.watch(WATCH, seen);
    assertThat(seen.next()).isEqualTo("7");
    server.timer.advance(Duration.ofMinutes(59));
    value.set(11);
    assertThat(seen.next()).isEqualTo("11");
    server.timer.advance(Duration.ofMinutes(1));
    assertThat(seen.next()).startsWith("UNAVAILABLE STREAM_AGED");
    watchAgain(); // there is but one place, and it is free
  }

  @Test
  void streamsThatWereOpenedTogetherDoNotEndTogether() throws Exception {
    chance.set(-1); // the highest: less a tenth of the hour
    var seen = new Events();
    stub.watch(WATCH, seen);
    assertThat(seen.next()).isEqualTo("7");
    server.timer.advance(Duration.ofMinutes(53));
    assertThat(seen.events).isEmpty();
    server.timer.advance(Duration.ofMinutes(1));
    assertThat(seen.next()).startsWith("UNAVAILABLE STREAM_AGED");
  }

  @Test
  void whatAServiceSendsOnAStreamThatWasEndedIsDropped() throws Exception {
    var seen = new Events();
    stub.watch(text("slow"), seen);
    var look = slowLooks.take();
    server.timer.advance(Duration.ofHours(1));
    assertThat(seen.next()).startsWith("UNAVAILABLE STREAM_AGED");
    look.complete(Optional.of(number(7)));
    assertThat(seen.events).isEmpty();
    watchAgain();
  }

  @Test
  void streamsThatEndLeaveNothingAtTheTimer() throws Exception {
    var answers = new Events();
    var report = stub.report(answers);
    report.onNext(text("seven"));
    report.onCompleted();
    assertThat(answers.next()).isEqualTo("ok");
    assertThat(answers.next()).isEqualTo("completed");
    stub.report(answers).onError(new IllegalStateException("gone"));
    assertThat(answers.next()).startsWith("CANCELLED");
    stub.watch(text("throw"), answers);
    assertThat(answers.next()).startsWith("INTERNAL");
    refusing.set(true);
    stub.report(answers);
    assertThat(answers.next()).startsWith("INTERNAL");
    Eventually.holds(
        () -> server.timer.pending() == 0); // the server hears of the ends in its own time
  }

  @Test
  void aWatchOfHealthHasNoAgeButEndsWithTheServer() throws Exception {
    var health = new HealthEvents();
    HealthGrpc.newStub(server.client).watch(HealthCheckRequest.getDefaultInstance(), health);
    assertThat(health.next()).isEqualTo("SERVING");
    server.timer.advance(Duration.ofDays(7));
    assertThat(health.events).isEmpty();
    server.layers.drain();
    assertThat(health.next()).startsWith("UNAVAILABLE DRAINING");
  }

  @Test
  void aStreamThatIsOpenedWhileTheServerDrainsIsSentAwayToo() throws Exception {
    server.layers.drain();
    var answers = new Events();
    var report = stub.report(answers);
    report.onNext(text("seven"));
    assertThat(answers.next()).startsWith("UNAVAILABLE DRAINING");
  }

  @Test
  void aCallerHasHalfOfTheStreamsThereAre() throws Exception {
    var policy = ServingPolicy.DEFAULT.withMaxCalls(2); // four streams
    try (var small = new LayeredServer(new Streams(), policy, chance::get)) {
      var answers = new Events();
      var report = EchoServiceGrpc.newStub(small.client).report(answers);
      report.onNext(text("seven"));
      assertThat(answers.next()).isEqualTo("ok");
      var health = HealthGrpc.newStub(small.client);
      var second = new HealthEvents();
      health.watch(HealthCheckRequest.getDefaultInstance(), second);
      assertThat(second.next()).isEqualTo("SERVING");
      var third = new HealthEvents();
      health.watch(HealthCheckRequest.getDefaultInstance(), third);
      assertThat(third.next())
          .isEqualTo(
              "RESOURCE_EXHAUSTED STREAMS_FULL 2 streams are open, 2 of them of this caller"
                  + " (expected: at most 4, half of them of one)");

      report.onCompleted();
      assertThat(answers.next()).isEqualTo("completed");
      String answer;
      do { // the server hears of the end in its own time
        var again = new HealthEvents();
        health.watch(HealthCheckRequest.getDefaultInstance(), again);
        answer = again.next();
      } while (answer.startsWith("RESOURCE_EXHAUSTED STREAMS_FULL"));
      assertThat(answer).isEqualTo("SERVING");
    }
  }

  private void watchAgain() throws InterruptedException {
    String answer;
    do { // the service hears of the end in its own time
      var again = new Events();
      stub.watch(WATCH, again);
      answer = again.next();
    } while (answer.startsWith("RESOURCE_EXHAUSTED WATCHERS_FULL"));
    assertThat(answer).isEqualTo("" + value);
  }

  private static EchoRequest text(String text) {
    return EchoRequest.newBuilder().setText(text).build();
  }

  private static EchoResponse number(long number) {
    return EchoResponse.newBuilder().setText("" + number).build();
  }

  private static final class Events extends StreamEvents<EchoResponse> {
    @Override
    String textOf(EchoResponse message) {
      return message.getText();
    }
  }

  private static final class HealthEvents extends StreamEvents<HealthCheckResponse> {
    @Override
    String textOf(HealthCheckResponse message) {
      return message.getStatus().name();
    }
  }

  private final class Streams extends EchoServiceGrpc.EchoServiceImplBase {
    private final Watchers watchers = new Watchers(looks, 1);
    private final Reporters reporters = new Reporters(LayeredServer.VALIDATOR);

    @Override
    public StreamObserver<EchoRequest> report(StreamObserver<EchoResponse> out) {
      if (refusing.get()) {
        throw new IllegalStateException("as it was told");
      }
      return reporters.serve(
          out, new Reported(), (sequence, no) -> EchoResponse.newBuilder().setText("ok").build());
    }

    @Override
    public void watch(EchoRequest request, StreamObserver<EchoResponse> out) {
      var sent = new AtomicLong();
      switch (request.getText()) {
        case "throw" -> throw new IllegalStateException("as it was told");
        case "slow" -> watchers.watch(out, Duration.ofMillis(1), this::slowly);
        default ->
            watchers.watch(
                out,
                Duration.ofMillis(1),
                () -> {
                  long now = value.get();
                  return CompletableFuture.completedFuture(
                      sent.getAndSet(now) == now ? Optional.empty() : Optional.of(number(now)));
                });
      }
    }

    private CompletionStage<Optional<EchoResponse>> slowly() {
      var look = new CompletableFuture<Optional<EchoResponse>>();
      slowLooks.add(look);
      return look;
    }
  }

  private final class Reported implements ReportHandler<EchoRequest> {
    @Override
    public void take(EchoRequest message) {
      reports.add(message.getText());
    }

    @Override
    public void ended() {
      reports.add("<ended>");
    }

    @Override
    public void lost() {
      reports.add("<lost>");
    }
  }
}
