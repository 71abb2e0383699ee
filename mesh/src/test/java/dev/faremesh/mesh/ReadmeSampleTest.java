package dev.faremesh.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faremesh.mesh.call.ClientLayers;
import dev.faremesh.mesh.call.Edge;
import dev.faremesh.mesh.call.MethodState;
import dev.faremesh.test.v1.EchoRequest;
import dev.faremesh.test.v1.EchoResponse;
import dev.faremesh.test.v1.EchoServiceGrpc;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The sample of README.md, on a channel that is none of ours: what it shows is what runs here. */
@Timeout(30)
class ReadmeSampleTest {
  private static final String MARK = "// README";
  private static final EchoRequest HELLO = EchoRequest.newBuilder().setText("hello").build();

  private final AtomicInteger asked = new AtomicInteger();
  private final String name = InProcessServerBuilder.generateName();
  private final ManagedChannel channel = InProcessChannelBuilder.forName(name).build();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private volatile boolean down;
  private Server server;

  @BeforeEach
  void start() throws IOException {
    server = InProcessServerBuilder.forName(name).addService(new Failing()).build().start();
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    server.shutdownNow();
    timer.shutdownNow();
  }

  @Test
  void fiveLinesProtectAChannel() {
    // README
    Edge edge = Edge.to("echo", timer);
    Channel resilient = ClientLayers.around(channel, edge);
    var stub = EchoServiceGrpc.newBlockingStub(resilient);
    var answer = stub.guarded(EchoRequest.newBuilder().setText("hello").build());
    MethodState guarded = edge.stateOf(EchoServiceGrpc.getGuardedMethod());
    // README
    assertThat(answer.getText()).isEqualTo("hello");
    down = true;
    for (int i = 0; i < 20; i++) {
      assertThatThrownBy(() -> stub.guarded(HELLO));
    }
    assertThat(guarded.breakerNumbers().orElseThrow().state()).isEqualTo("OPEN");
    assertThat(asked.get()).isLessThan(20);
  }

  @Test
  void theReadmeShowsTheseLines() throws IOException {
    var source = Path.of("src/test/java/dev/faremesh/mesh/ReadmeSampleTest.java");
    var lines = Files.readAllLines(source).stream().map(String::strip).toList();
    var sample = String.join("\n", lines.subList(lines.indexOf(MARK) + 1, lines.lastIndexOf(MARK)));
    assertThat(sample.lines()).hasSize(5);
    assertThat(Files.readString(Path.of("README.md"))).contains("```java\n" + sample + "\n```");
  }

  private final class Failing extends EchoServiceGrpc.EchoServiceImplBase {
    @Override
    public void guarded(EchoRequest request, StreamObserver<EchoResponse> out) {
      asked.incrementAndGet();
      if (down) {
        out.onError(Status.UNAVAILABLE.asRuntimeException());
        return;
      }
      out.onNext(EchoResponse.newBuilder().setText(request.getText()).build());
      out.onCompleted();
    }
  }
}
