package dev.faremesh.mesh.fault;

import static dev.faremesh.mesh.fault.FaultedServer.REPORT;
import static dev.faremesh.mesh.fault.FaultedServer.WATCH;
import static dev.faremesh.mesh.fault.FaultedServer.fault;
import static dev.faremesh.mesh.fault.FaultedServer.millis;
import static dev.faremesh.mesh.fault.FaultedServer.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Code;
import dev.faremesh.mesh.v1.Abort;
import dev.faremesh.mesh.v1.Delay;
import dev.faremesh.mesh.v1.Reset;
import dev.faremesh.mesh.v1.Stall;
import dev.faremesh.test.v1.EchoResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams meet a fault when they open, before the service knows of them. On real Netty. */
@Timeout(30)
class FaultedStreamTest {
  private final Seen seen = new Seen();
  private FaultedServer server;

  @BeforeEach
  void start() throws Exception {
    server = new FaultedServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aDelayedStreamLosesNothingAndKeepsItsOrder() throws Exception {
    var delay = Delay.newBuilder().setFixed(millis(200));
    server.faults.inject(fault(REPORT).setDelay(delay).build());
    var numbers = IntStream.range(0, 500).mapToObj(n -> "n" + n).toList();
    var out = server.streams().report(seen);
    server.awaitHeld(1);
    numbers.subList(0, 7).forEach(n -> out.onNext(request(n)));
    assertThat(server.served).isEmpty();

    var release = Thread.ofVirtual().start(() -> server.advance(200));
    numbers.subList(7, 500).forEach(n -> out.onNext(request(n)));
    out.onCompleted();

    assertThat(seen.end.get().isOk()).isTrue();
    release.join();
    assertThat(seen.texts).isEqualTo(numbers);
    assertThat(server.served)
        .isEqualTo(
            Stream.of(List.of("<opened>"), numbers, List.of("<ended>"))
                .flatMap(List::stream)
                .toList());
  }

  @Test
  void anAbortedStreamIsNeverOpened() throws Exception {
    var abort = Abort.newBuilder().setCode(Code.DATA_LOSS);
    server.faults.inject(fault(REPORT).setAbort(abort).build());

    server.streams().report(seen).onNext(request("seven"));

    assertThat(seen.end.get().getCode()).isEqualTo(Status.Code.DATA_LOSS);
    assertThat(server.served).isEmpty();
  }

  @Test
  void aStalledStreamIsForgottenWhenItsClientGoes() throws Exception {
    server.faults.inject(fault(REPORT).setStall(Stall.getDefaultInstance()).build());
    var out = (ClientCallStreamObserver<?>) server.streams().report(seen);
    server.awaitHeld(1);

    out.cancel("enough", null);
    server.gone.take();

    assertThat(server.held()).isZero();
    assertThat(server.served).isEmpty();
  }

  @Test
  void aStreamOfAnswersMeetsTheFaultWithItsRequest() throws Exception {
    var delay = Delay.newBuilder().setFixed(millis(200));
    server.faults.inject(fault(WATCH).setDelay(delay).build());
    server.streams().watch(request("seven"), seen);
    server.awaitHeld(1);

    server.advance(200);

    assertThat(seen.end.get().isOk()).isTrue();
    assertThat(seen.texts).containsExactly("seven");
  }

  @Test
  void streamsAreResetInBothDirections() throws Exception {
    server.faults.inject(fault(WATCH).setReset(Reset.getDefaultInstance()).build());
    server.faults.inject(fault(REPORT).setReset(Reset.getDefaultInstance()).build());
    var other = new Seen();

    server.streams().watch(request("seven"), seen);
    server.streams().report(other).onNext(request("eleven"));

    assertThat(seen.end.get().toString()).contains("CANCELLED", "RST_STREAM");
    assertThat(other.end.get().toString()).contains("CANCELLED", "RST_STREAM");
    assertThat(server.served).isEmpty();
  }

  private static final class Seen implements StreamObserver<EchoResponse> {
    private final List<String> texts = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Status> end = new CompletableFuture<>();

    @Override
    public void onNext(EchoResponse response) {
      texts.add(response.getText());
    }

    @Override
    public void onError(Throwable failure) {
      end.complete(((StatusRuntimeException) failure).getStatus());
    }

    @Override
    public void onCompleted() {
      end.complete(Status.OK);
    }
  }
}
