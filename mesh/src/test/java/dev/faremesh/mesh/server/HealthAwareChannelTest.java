package dev.faremesh.mesh.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.faremesh.test.v1.PingRequest;
import dev.faremesh.test.v1.PingResponse;
import dev.faremesh.test.v1.PingServiceGrpc;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HealthAwareChannelTest {
  private final EventLoop loop = EventLoop.start(1);
  private final PingServer seven = new PingServer("seven");
  private final PingServer eleven = new PingServer("eleven");

  @AfterEach
  void stop() {
    seven.close();
    eleven.close();
    loop.close();
  }

  @Test
  void aServerThatSaysNotServingGetsNoCallUntilItSaysServing() {
    seven.says(ServingStatus.NOT_SERVING);
    try (var channel =
        MeshChannel.open(PingServer.targetOf(seven, eleven), loop, ChannelSettings.DEFAULT)) {
      for (int i = 0; i < 20; i++) {
        assertThat(ping(channel)).isEqualTo("eleven");
      }
      seven.says(ServingStatus.SERVING);
      pingUntil("seven", channel);
      seven.says(ServingStatus.NOT_SERVING);
      eleven.calls.set(0);
      while (eleven.calls.get() < 20 + seven.calls.get()) { // until it is eleven alone
        ping(channel);
      }
    }
  }

  @Test
  void whenNoneServesTheAnswerSaysSo() {
    seven.says(ServingStatus.NOT_SERVING);
    try (var channel =
        MeshChannel.open(PingServer.targetOf(seven), loop, ChannelSettings.DEFAULT)) {
      var failure = catchThrowableOfType(StatusRuntimeException.class, () -> ping(channel));
      assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
      assertThat(failure).hasMessageContaining("NOT_SERVING");
      assertThat(seven.calls).hasValue(0);
    }
  }

  @Test
  void aServerWithoutHealthGetsCalls() throws IOException {
    var healthless =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .directExecutor()
            .addService(
                ServerServiceDefinition.builder(PingServiceGrpc.SERVICE_NAME)
                    .addMethod(
                        PingServiceGrpc.getPingMethod(),
                        ServerCalls.asyncUnaryCall((request, out) -> {
                          out.onNext(PingResponse.newBuilder().setName("healthless").build());
                          out.onCompleted();
                        }))
                    .build())
            .build()
            .start();
    try (var channel =
        MeshChannel.open("127.0.0.1:" + healthless.getPort(), loop, ChannelSettings.DEFAULT)) {
      assertThat(ping(channel)).isEqualTo("healthless");
    } finally {
      healthless.shutdownNow();
    }
  }

  @Test
  void aPersonReachesAServerWhateverItsHealthSays() {
    seven.says(ServingStatus.NOT_SERVING);
    try (var channel = MeshChannel.open(PingServer.targetOf(seven), loop)) {
      assertThat(ping(channel)).isEqualTo("seven");
    }
  }

  private static void pingUntil(String name, MeshChannel channel) {
    while (!ping(channel).equals(name)) {
      Thread.onSpinWait();
    }
  }

  private static String ping(MeshChannel channel) {
    return PingServiceGrpc.newBlockingStub(channel.layers())
        .withDeadlineAfter(20, TimeUnit.SECONDS)
        .ping(PingRequest.getDefaultInstance())
        .getName();
  }
}
