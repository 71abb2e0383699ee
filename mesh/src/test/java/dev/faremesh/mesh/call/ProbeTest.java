package dev.faremesh.mesh.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faremesh.mesh.ManualTimer;
import dev.faremesh.mesh.policy.Policies;
import dev.faremesh.test.v1.EchoRequest;
import dev.faremesh.test.v1.EchoServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A breaker that wants to know whether a callee is back, whose connection is still lost. */
@Timeout(30)
class ProbeTest {
  private static final EchoRequest HELLO = EchoRequest.newBuilder().setText("hello").build();

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final ManualTimer clock = new ManualTimer();
  private ScriptedServer callee = new ScriptedServer();
  private final ManagedChannel connections =
      NettyChannelBuilder.forAddress("127.0.0.1", callee.port())
          .usePlaintext()
          .directExecutor()
          .build();

  ProbeTest() throws IOException {}

  @AfterEach
  void close() {
    connections.shutdownNow();
    callee.close();
    timer.shutdownNow();
  }

  @Test
  void theFirstProbeAfterTheCalleeCameBackSucceeds() throws Exception {
    var edge =
        new Edge(
            "callee",
            "in this process",
            "",
            Policies.ofContracts(),
            new Timing(clock, System::nanoTime, timer, RandomGenerator.of("L64X128MixRandom")),
            Switches.allOn(),
            new Hurried());
    var stub = EchoServiceGrpc.newBlockingStub(ClientLayers.around(connections, edge));
    callee.close();
    callee.awaitEnd();
    var guarded = edge.stateOf(EchoServiceGrpc.getGuardedMethod());
    while (guarded.calm()) { // connections are refused until it opens
      assertThatThrownBy(() -> stub.guarded(HELLO));
    }

    callee = new ScriptedServer(callee.port());
    clock.advance(Duration.ofSeconds(14)); // open_for is 11 s, and a fifth more
    assertThat(stub.guarded(HELLO).getText()).isEqualTo("hello");
  }

  private final class Hurried implements Connection {
    @Override
    public void hurry() {
      timer.execute(connections::resetConnectBackoff);
    }

    @Override
    public long notReadyNanos() {
      return 0;
    }

    @Override
    public String state() {
      return "";
    }
  }
}
