package dev.faremesh.mesh.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.mesh.EchoServer;
import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.mesh.server.EventLoop;
import dev.faremesh.mesh.server.MeshChannel;
import dev.faremesh.test.v1.EchoRequest;
import dev.faremesh.test.v1.EchoResponse;
import dev.faremesh.test.v1.EchoServiceGrpc;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WatchersTest {
  private static final EchoRequest WATCH = EchoRequest.newBuilder().setText("watch").build();

  private final EchoServer echo = new EchoServer();
  private final EventLoop loop = EventLoop.start(1);
  private final MeshChannel channel = MeshChannel.open("127.0.0.1:" + echo.server.port(), loop);
  private final EchoServiceGrpc.EchoServiceStub stub = EchoServiceGrpc.newStub(channel.layers());

  @AfterEach
  void stop() {
    channel.close();
    loop.close();
    echo.close();
  }

  @Test
  void aWatcherGetsWhatChanges() throws Exception {
    var seen = new Seen(Integer.MAX_VALUE);
    echo.value.set(7);
    stub.watch(WATCH, seen);
    assertThat(seen.next()).isEqualTo("7");
    echo.value.set(11);
    assertThat(seen.next()).isEqualTo("11");
  }

  @Test
  void oneWatcherTooManyIsSentAwayAndAPlaceThatIsLeftIsFreeAgain() throws Exception {
    echo.value.set(7);
    var first = new Seen(Integer.MAX_VALUE);
    var second = new Seen(Integer.MAX_VALUE);
    stub.watch(WATCH, first);
    stub.watch(WATCH, second);
    assertThat(first.next()).isEqualTo("7");
    assertThat(second.next()).isEqualTo("7");

    var third = new Seen(Integer.MAX_VALUE);
    stub.watch(WATCH, third);
    assertThat(third.next()).isEqualTo("WATCHERS_FULL");

    first.cancel();
    String answer;
    do { // the server hears of the cancellation in its own time
      var again = new Seen(Integer.MAX_VALUE);
      stub.watch(WATCH, again);
      answer = again.next();
    } while (answer.equals("WATCHERS_FULL"));
    assertThat(answer).isEqualTo("7");
  }

  @Test
  void aSourceThatFailsEndsTheWatchWithItsError() throws Exception {
    var seen = new Seen(Integer.MAX_VALUE);
    echo.value.set(-1);
    stub.watch(WATCH, seen);
    assertThat(seen.next()).isEqualTo("ECHO_LOST");
  }

  @Test
  void aServerThatDrainsTellsWatchersToComeBack() throws Exception {
    var seen = new Seen(Integer.MAX_VALUE);
    echo.value.set(7);
    stub.watch(WATCH, seen);
    assertThat(seen.next()).isEqualTo("7");
    echo.close();
    assertThat(seen.next()).isEqualTo("DRAINING");
  }

  /** In process, where a stream is ready only while its reader has asked for a message. */
  @Test
  void aSlowReaderGetsTheLatestValueNotEachOfThem() throws Exception {
    var value = new AtomicLong(1);
    var looks = new LinkedBlockingQueue<Long>();
    var watchers = new Watchers(loop.timer(), 1);
    var name = InProcessServerBuilder.generateName();
    var server =
        InProcessServerBuilder.forName(name)
            .directExecutor()
            .addService(
                new EchoServiceGrpc.EchoServiceImplBase() {
                  @Override
                  public void watch(EchoRequest request, StreamObserver<EchoResponse> out) {
                    watchers.watch(
                        out,
                        Duration.ofMillis(1),
                        () -> {
                          looks.add(value.get());
                          return CompletableFuture.completedFuture(
                              Optional.of(
                                  EchoResponse.newBuilder().setNumber(value.get()).build()));
                        });
                  }
                })
            .build()
            .start();
    var inProcess = InProcessChannelBuilder.forName(name).directExecutor().build();
    var seen = new Seen(1);
    EchoServiceGrpc.newStub(inProcess).watch(WATCH, seen);
    assertThat(seen.next()).isEqualTo("1");
    for (long v = 2; v <= 50; v++) {
      value.set(v); // nobody reads, so nobody looks
    }
    seen.request(1);
    assertThat(seen.next()).isEqualTo("50");
    assertThat(looks).containsExactly(1L, 50L);
    inProcess.shutdownNow();
    server.shutdownNow();
  }

  private static final class Seen implements ClientResponseObserver<EchoRequest, EchoResponse> {
    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    private final int initially;
    private @Nullable ClientCallStreamObserver<EchoRequest> call;

    Seen(int initially) {
      this.initially = initially;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<EchoRequest> call) {
      this.call = call;
      call.disableAutoRequestWithInitial(initially);
    }

    String next() throws InterruptedException {
      return String.valueOf(seen.poll(20, TimeUnit.SECONDS));
    }

    void request(int count) {
      Optional.ofNullable(call).orElseThrow().request(count);
    }

    void cancel() {
      Optional.ofNullable(call).orElseThrow().cancel("seen enough", null);
    }

    @Override
    public void onNext(EchoResponse message) {
      seen.add("" + message.getNumber());
    }

    @Override
    public void onError(Throwable failure) {
      seen.add(ErrorStatus.infoOf(failure).map(i -> i.getReason()).orElse("" + failure));
    }

    @Override
    public void onCompleted() {
      seen.add("completed");
    }
  }
}
