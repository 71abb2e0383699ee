package dev.faremesh.mesh.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.test.v1.EchoRequest;
import dev.faremesh.test.v1.EchoServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Means well, and calls a server that others mean harm. Each of its calls must be answered. */
final class CalmCaller implements AutoCloseable {
  private final ManagedChannel channel;

  /** What another does meanwhile. */
  interface Attack {
    void run() throws IOException;
  }

  CalmCaller(int port) {
    channel = NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    call();
  }

  void call() {
    assertThat(
            EchoServiceGrpc.newBlockingStub(channel)
                .withWaitForReady()
                .withDeadlineAfter(30, TimeUnit.SECONDS)
                .echo(EchoRequest.newBuilder().setText("calm").build())
                .getText())
        .isEqualTo("calm");
  }

  /** Calls, again and again, until the attack is over. */
  void callDuring(Attack attack) throws IOException {
    var over = new AtomicBoolean();
    var calls =
        CompletableFuture.runAsync(() -> {
          do {
            call();
          } while (!over.get());
        });
    try {
      attack.run();
    } finally {
      over.set(true);
    }
    calls.join();
    call();
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
