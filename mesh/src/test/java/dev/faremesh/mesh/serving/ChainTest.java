package dev.faremesh.mesh.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.faremesh.mesh.server.EventLoop;
import dev.faremesh.mesh.server.MeshChannel;
import dev.faremesh.test.v1.EchoRequest;
import dev.faremesh.test.v1.EchoResponse;
import dev.faremesh.test.v1.EchoServiceGrpc;
import dev.faremesh.test.v1.EchoServiceGrpc.EchoServiceBlockingStub;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client, a hop that calls on from a virtual thread, and a leaf, on real Netty. */
@Timeout(30)
class ChainTest {
  private final HeldEcho leafEcho = new HeldEcho();
  private final Timeouts atLeaf = new Timeouts();
  private final LayeredServer leaf =
      new LayeredServer(leafEcho, ServingPolicy.DEFAULT, () -> 0L, atLeaf);
  private final EventLoop loop = EventLoop.start(1);
  private final MeshChannel toLeaf = MeshChannel.open("127.0.0.1:" + leaf.port(), loop);
  private final Hop hopEcho = new Hop(EchoServiceGrpc.newBlockingStub(toLeaf.layers()));
  private final Timeouts atHop = new Timeouts();
  private final LayeredServer hop =
      new LayeredServer(hopEcho, ServingPolicy.DEFAULT, () -> 0L, atHop);
  private final EchoServiceBlockingStub root = EchoServiceGrpc.newBlockingStub(hop.client);

  @AfterEach
  void close() {
    hop.close();
    toLeaf.close();
    loop.close();
    leaf.close();
  }

  @DisplayName("T14: each hop is given less time than the one above, through a virtual thread")
  @Test
  void aDeadlineShrinksFromHopToHop() throws Exception {
    var timely = root.withDeadlineAfter(Duration.ofSeconds(9));
    assertThat(timely.echo(text("seven")).getText()).isEqualTo("seven");
    var given = atHop.next();
    assertThat(given).isLessThan(Duration.ofSeconds(9));
    assertThat(atLeaf.next()).isLessThanOrEqualTo(given.minusMillis(5));
  }

  @DisplayName("T14: a public call without a deadline passes on what its contract grants")
  @Test
  void theContractsDeadlineTravels() throws Exception {
    assertThat(root.echo(text("seven")).getText()).isEqualTo("seven");
    assertThat(atHop.timeouts).isEmpty();
    assertThat(atLeaf.next()).isLessThanOrEqualTo(Duration.ofSeconds(20).minusMillis(5));
  }

  @DisplayName("T14: a virtual thread that is started without the context loses the deadline")
  @Test
  void withoutTheContextTheDeadlineIsLost() throws Exception {
    var timely = root.withDeadlineAfter(Duration.ofSeconds(9));
    assertThat(timely.echoFreely(text("seven")).getText()).isEqualTo("seven");
    assertThat(atHop.next()).isLessThan(Duration.ofSeconds(9));
    assertThat(atLeaf.next()).isGreaterThan(Duration.ofSeconds(9)); // that of the leaf's contract
  }

  @DisplayName("T15: a client that cancels ends the work of the hop and the call to the leaf")
  @Test
  void workEndsWithItsCaller() throws Exception {
    var answer = EchoServiceGrpc.newFutureStub(hop.client).echo(text("hold"));
    var held = leafEcho.next();
    answer.cancel(true);
    assertThat(hopEcho.failures.take()).isEqualTo(Status.Code.CANCELLED);
    untilCancelled(held);
    assertThat(hopEcho.completions).hasValue(0);
  }

  @DisplayName("T15: a client that gives up after 50 ms ends the work of the hop and of the leaf")
  @Test
  void workEndsWhenTimeIsUp() throws Exception {
    Optional<HeldEcho.Held> held = Optional.empty();
    while (held.isEmpty()) { // 50 ms may be too short to get as far as the leaf
      var error =
          catchThrowableOfType(
              StatusRuntimeException.class,
              () -> root.withDeadlineAfter(Duration.ofMillis(50)).echo(text("hold")));
      assertThat(error.getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
      held = leafEcho.nextIfAny();
    }
    untilCancelled(held.get());
    assertThat(hopEcho.failures.take()).isIn(Status.Code.CANCELLED, Status.Code.DEADLINE_EXCEEDED);
    assertThat(hopEcho.completions).hasValue(0);
  }

  @DisplayName("T15: so does a deadline that the hop itself grants")
  @Test
  void workEndsWhenTheContractsTimeIsUp() throws Exception {
    var answer = EchoServiceGrpc.newFutureStub(hop.client).echo(text("hold"));
    var held = leafEcho.next();
    hop.timer.advance(Duration.ofSeconds(20));
    assertThat(hopEcho.failures.take()).isIn(Status.Code.CANCELLED, Status.Code.DEADLINE_EXCEEDED);
    untilCancelled(held);
    assertThat(answer).failsWithin(Duration.ofSeconds(20));
    assertThat(hopEcho.completions).hasValue(0);
  }

  private static void untilCancelled(HeldEcho.Held held) {
    var call = (ServerCallStreamObserver<EchoResponse>) held.out();
    Eventually.holds(
        () -> call.isCancelled() && held.context().isCancelled()); // the leaf hears of it later
  }

  private static EchoRequest text(String text) {
    return EchoRequest.newBuilder().setText(text).build();
  }

  /** Answers by a call of its own: in the context of its call, or, freely, without it. */
  private static final class Hop extends EchoServiceGrpc.EchoServiceImplBase {
    final AtomicInteger completions = new AtomicInteger();
    final BlockingQueue<Status.Code> failures = new LinkedBlockingQueue<>();
    private final EchoServiceBlockingStub leaf;

    Hop(EchoServiceBlockingStub leaf) {
      this.leaf = leaf;
    }

    @Override
    public void echo(EchoRequest request, StreamObserver<EchoResponse> out) {
      relay(request, out, Context.currentContextExecutor(Hop::onVirtualThread));
    }

    @Override
    public void echoFreely(EchoRequest request, StreamObserver<EchoResponse> out) {
      relay(request, out, Hop::onVirtualThread);
    }

    private static void onVirtualThread(Runnable work) {
      Thread.ofVirtual().start(work);
    }

    private void relay(EchoRequest request, StreamObserver<EchoResponse> out, Executor executor) {
      executor.execute(() -> {
        try {
          out.onNext(leaf.echo(request));
          out.onCompleted();
          completions.incrementAndGet();
        } catch (StatusRuntimeException e) {
          failures.add(e.getStatus().getCode());
          out.onError(e);
        }
      });
    }
  }

  /** The times that calls came with. */
  private static final class Timeouts implements ServerInterceptor {
    private static final Metadata.Key<String> TIMEOUT =
        Metadata.Key.of("grpc-timeout", Metadata.ASCII_STRING_MARSHALLER);

    final BlockingQueue<String> timeouts = new LinkedBlockingQueue<>();

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
      Optional.ofNullable(headers.get(TIMEOUT)).ifPresent(timeouts::add);
      return next.startCall(call, headers);
    }

    Duration next() throws InterruptedException {
      var timeout = String.valueOf(timeouts.poll(20, TimeUnit.SECONDS));
      long amount = Long.parseLong(timeout.substring(0, timeout.length() - 1));
      return switch (timeout.charAt(timeout.length() - 1)) {
        case 'n' -> Duration.ofNanos(amount);
        case 'u' -> Duration.ofNanos(1_000 * amount);
        case 'm' -> Duration.ofMillis(amount);
        case 'S' -> Duration.ofSeconds(amount);
        default -> throw new IllegalArgumentException(timeout);
      };
    }
  }
}
