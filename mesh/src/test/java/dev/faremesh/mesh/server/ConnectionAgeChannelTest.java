package dev.faremesh.mesh.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.test.v1.PingRequest;
import dev.faremesh.test.v1.PingResponse;
import dev.faremesh.test.v1.PingServiceGrpc;
import io.grpc.stub.StreamObserver;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A server that ends its connections after a second, the least that grpc allows, amid bursts of
 * calls that wait for one of thirty streams.
 */
@Timeout(60)
class ConnectionAgeChannelTest {
  private static final int BURST = 500;

  private final EventLoop loop = EventLoop.start(1);
  private final PingServer server =
      new PingServer(
          "seven",
          0,
          builder ->
              builder
                  .maxConnectionAge(1, TimeUnit.SECONDS)
                  .maxConnectionAgeGrace(5, TimeUnit.SECONDS)
                  .maxConcurrentCallsPerConnection(30));
  private final MeshChannel channel =
      MeshChannel.open(PingServer.targetOf(server), loop, ChannelSettings.DEFAULT);

  @AfterEach
  void stop() {
    channel.close();
    server.close();
    loop.close();
  }

  @DisplayName("T41: connections that end of age amid bursts fail no call and open no breaker")
  @Test
  void noCallFailsWhenConnectionsEndOfAge() throws InterruptedException {
    while (server.connections.get() < 4) {
      assertThat(failuresOfABurst()).isEmpty();
    }
    var state = channel.edge().stateOf(PingServiceGrpc.getPingMethod());
    assertThat(state.breakerNumbers().orElseThrow().failures()).isZero();
  }

  private Queue<Throwable> failuresOfABurst() throws InterruptedException {
    var failures = new ConcurrentLinkedQueue<Throwable>();
    var ended = new CountDownLatch(BURST);
    var stub = PingServiceGrpc.newStub(channel.layers());
    for (int i = 0; i < BURST; i++) {
      stub.ping(
          PingRequest.getDefaultInstance(),
          new StreamObserver<>() {
            @Override
            public void onNext(PingResponse response) {}

            @Override
            public void onError(Throwable failure) {
              failures.add(failure);
              ended.countDown();
            }

            @Override
            public void onCompleted() {
              ended.countDown();
            }
          });
    }
    assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
    return failures;
  }
}
