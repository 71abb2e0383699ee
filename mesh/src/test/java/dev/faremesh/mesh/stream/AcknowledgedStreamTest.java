package dev.faremesh.mesh.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.mesh.EchoServer;
import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.mesh.server.EventLoop;
import dev.faremesh.mesh.server.MeshChannel;
import dev.faremesh.test.v1.EchoRequest;
import dev.faremesh.test.v1.EchoResponse;
import dev.faremesh.test.v1.EchoServiceGrpc;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AcknowledgedStreamTest {
  private final EchoServer echo = new EchoServer();
  private final EventLoop loop = EventLoop.start(1);
  private final MeshChannel channel = MeshChannel.open("127.0.0.1:" + echo.server.port(), loop);
  private final Answers answers = new Answers();
  private final StreamObserver<EchoRequest> stream =
      EchoServiceGrpc.newStub(channel.layers()).report(answers);

  @AfterEach
  void stop() {
    channel.close();
    loop.close();
    echo.close();
  }

  @Test
  void everyMessageIsAcknowledgedInOrderAndABadOneDoesNotEndTheStream() throws Exception {
    send("first");
    send("bad");
    stream.onNext(EchoRequest.newBuilder().setText("many").setCount(11).build());
    send("fourth");
    stream.onCompleted();

    assertThat(answers.next()).isEqualTo("1 ok");
    assertThat(answers.next()).isEqualTo("2 TOO_BAD: was bad");
    assertThat(answers.next()).startsWith("3 VALIDATION_FAILED: count: ");
    assertThat(answers.next()).isEqualTo("4 ok");
    assertThat(answers.next()).isEqualTo("completed");
    assertThat(echo.reported).containsExactly("first", "fourth", "<ended>");
  }

  @Test
  void whatWasAcceptedBeforeTheStreamIsRefusedStays() throws Exception {
    send("first");
    send("end");
    assertThat(answers.next()).isEqualTo("1 ok");
    assertThat(answers.next()).isEqualTo("FAILED_PRECONDITION ENDED was told to");
    assertThat(echo.reported).containsExactly("first", "<lost>");
  }

  @Test
  void aStreamThatBreaksOffIsLostNotEnded() throws Exception {
    send("first");
    assertThat(answers.next()).isEqualTo("1 ok");
    ((ClientCallStreamObserver<EchoRequest>) stream).cancel("gone", null);
    assertThat(answers.next()).startsWith("CANCELLED");
    // The server hears of it in its own time: its drain waits for the callbacks of the call.
    channel.close();
    echo.close();
    assertThat(echo.reported).containsExactly("first", "<lost>");
  }

  @Test
  void aStreamThatALayerClosesIsLost() throws Exception {
    send("first");
    send("x".repeat(2 << 20)); // over the limit of messages
    assertThat(answers.next()).isEqualTo("1 ok");
    assertThat(answers.next()).startsWith("RESOURCE_EXHAUSTED MESSAGE_TOO_LARGE");
    channel.close();
    echo.close();
    assertThat(echo.reported).containsExactly("first", "<lost>");
  }

  @Test
  void aServerThatDrainsTellsReportersToComeBack() throws Exception {
    send("first");
    assertThat(answers.next()).isEqualTo("1 ok");
    echo.close();
    assertThat(answers.next()).startsWith("UNAVAILABLE DRAINING");
    assertThat(echo.reported).containsExactly("first", "<lost>");
  }

  @Test
  void aLongStreamIsAcknowledgedToItsEnd() throws Exception {
    for (int i = 0; i < 5000; i++) {
      send("r" + i);
    }
    stream.onCompleted();
    for (int i = 1; i <= 5000; i++) {
      assertThat(answers.next()).isEqualTo(i + " ok");
    }
    assertThat(answers.next()).isEqualTo("completed");
  }

  private void send(String text) {
    stream.onNext(EchoRequest.newBuilder().setText(text).build());
  }

  private static final class Answers implements StreamObserver<EchoResponse> {
    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

    String next() throws InterruptedException {
      return String.valueOf(seen.poll(20, TimeUnit.SECONDS));
    }

    @Override
    public void onNext(EchoResponse answer) {
      seen.add(answer.getNumber() + " " + answer.getText());
    }

    @Override
    public void onError(Throwable failure) {
      var status = Status.fromThrowable(failure);
      var reason = ErrorStatus.infoOf(failure).map(i -> " " + i.getReason()).orElse("");
      seen.add(status.getCode() + reason + " " + status.getDescription());
    }

    @Override
    public void onCompleted() {
      seen.add("completed");
    }
  }
}
