package dev.faremesh.mesh.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.test.v1.PingRequest;
import dev.faremesh.test.v1.PingResponse;
import dev.faremesh.test.v1.PingServiceGrpc;
import dev.faremesh.test.v1.PingServiceGrpc.PingServiceBlockingStub;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What one breaker judges: a method of a service, whichever of its servers answers. */
@Timeout(60)
class BreakerScopeChannelTest {
  private static final PingRequest PING = PingRequest.getDefaultInstance();

  private final EventLoop loop = EventLoop.start(1);
  private final PingServer seven = new PingServer("seven");
  private final PingServer eleven = new PingServer("eleven");
  private final PingServer thirteen = new PingServer("thirteen");
  private final List<PingServer> servers = List.of(seven, eleven, thirteen);
  private final MeshChannel channel =
      MeshChannel.open(PingServer.targetOf(seven, eleven, thirteen), loop, ChannelSettings.DEFAULT);
  private final PingServiceBlockingStub stub = PingServiceGrpc.newBlockingStub(channel.layers());

  @AfterEach
  void stop() {
    channel.close();
    servers.forEach(PingServer::close);
    loop.close();
  }

  @DisplayName("T24: one slow method opens its own breaker and no other")
  @Test
  void oneSlowMethodLeavesTheOthersAlone() {
    pingUntilAllAnswered();
    while (!stateOf(PingServiceGrpc.getPingSoonMethod()).equals("OPEN")) {
      fails(() -> stub.pingSoon(PING));
    }
    assertThat(stub.ping(PING).getName()).isNotEmpty();
    assertThat(stateOf(PingServiceGrpc.getPingMethod())).isEqualTo("CLOSED");
  }

  @DisplayName("T24: one bad server of three does not open the breaker of the service")
  @Test
  void oneBadServerOfThreeFailsNoCall() {
    pingUntilAllAnswered();
    seven.failure = Optional.of(Status.UNAVAILABLE);
    for (int i = 0; i < 60; i++) {
      assertThat(stub.ping(PING).getName()).isIn("eleven", "thirteen");
    }
    assertThat(stateOf(PingServiceGrpc.getPingMethod())).isEqualTo("CLOSED");
    assertThat(seven.calls).hasValueGreaterThan(20);
  }

  @DisplayName("T24: when all servers are bad the breaker of the service opens")
  @Test
  void allBadServersOpenTheBreaker() {
    pingUntilAllAnswered();
    servers.forEach(server -> server.failure = Optional.of(Status.UNAVAILABLE));
    while (!stateOf(PingServiceGrpc.getPingMethod()).equals("OPEN")) {
      fails(() -> stub.ping(PING));
    }
  }

  private void pingUntilAllAnswered() {
    while (servers.stream().anyMatch(server -> server.calls.get() == 0)) {
      stub.ping(PING);
    }
  }

  private static void fails(Runnable call) {
    try {
      call.run();
      throw new AssertionError("answered");
    } catch (StatusRuntimeException e) {
      assertThat(e.getStatus().isOk()).isFalse();
    }
  }

  private String stateOf(MethodDescriptor<PingRequest, PingResponse> method) {
    return channel.edge().stateOf(method).breakerNumbers().orElseThrow().state();
  }
}
