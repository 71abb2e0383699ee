package dev.faremesh.mesh.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.mesh.policy.Transport;
import dev.faremesh.test.v1.PingRequest;
import dev.faremesh.test.v1.PingResponse;
import dev.faremesh.test.v1.PingServiceGrpc;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TransportErrorChannelTest {
  /** Both ends log each frame after the cut. */
  private static final Logger FRAMES = Logger.getLogger("io.grpc");

  private final EventLoop loop = EventLoop.start(1);
  private final PingServer server = new PingServer("seven");

  @BeforeEach
  void logNoFrames() {
    FRAMES.setLevel(Level.OFF);
  }

  @AfterEach
  void stop() {
    server.close();
    loop.close();
    FRAMES.setLevel(null);
  }

  @DisplayName("T3, T44: an answer over the limit is cut off, said, not repeated, not counted")
  @ParameterizedTest
  @ValueSource(ints = {1 << 20, 4 << 20})
  void anAnswerOverTheLimitIsExplainedAndIsNoFailureOfTheServer(int limit) {
    try (var channel = openWith(limit)) {
      int around = ping(channel, 1 << 19).getSerializedSize() - (1 << 19); // name and lengths
      int filling = limit - around - (limit > 1 << 21 ? 1 : 0); // a longer length
      assertThat(ping(channel, filling).getSerializedSize()).isEqualTo(limit);
      var failure =
          catchThrowableOfType(StatusRuntimeException.class, () -> ping(channel, filling + 1));
      assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
      assertThat(ErrorStatus.infoOf(failure).orElseThrow().getReason())
          .isEqualTo("MESSAGE_TOO_LARGE");
      assertThat(failure)
          .hasMessageContaining("(expected: at most " + limit + " bytes)")
          .hasMessageContaining("" + (limit + 1));
      assertThat(server.calls).hasValue(3);
      var state = channel.edge().stateOf(PingServiceGrpc.getPingMethod());
      assertThat(state.breakerNumbers().orElseThrow().counted()).isEqualTo(2);
    }
  }

  private MeshChannel openWith(int limit) {
    var transport = new Transport(Duration.ofSeconds(30), Duration.ofSeconds(10), limit, limit);
    return MeshChannel.open(
        PingServer.targetOf(server), loop, ChannelSettings.DEFAULT.with(transport));
  }

  private static PingResponse ping(MeshChannel channel, int bytes) {
    return PingServiceGrpc.newBlockingStub(channel.layers())
        .ping(PingRequest.newBuilder().setBytes(bytes).build());
  }
}
