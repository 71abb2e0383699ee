package dev.faremesh.mesh.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.test.v1.PingRequest;
import dev.faremesh.test.v1.PingResponse;
import dev.faremesh.test.v1.PingServiceGrpc;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server whose handlers run on the event loop, and call another server on the same loop. */
@Timeout(60)
class EventLoopGuardChannelTest {
  private final EventLoop loop = EventLoop.start(1);
  private final PingServer leaf = new PingServer("leaf");
  private final MeshChannel toLeaf = MeshChannel.open(PingServer.targetOf(leaf), loop);
  private final Server middle = startMiddle();
  private final EventLoop clientLoop = EventLoop.start(1);
  private final MeshChannel toMiddle =
      MeshChannel.open("127.0.0.1:" + middle.getPort(), clientLoop);

  private Server startMiddle() {
    try {
      return NettyServerBuilder.forAddress(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
          .bossEventLoopGroup(loop.group())
          .workerEventLoopGroup(loop.group())
          .channelType(NioServerSocketChannel.class)
          .directExecutor()
          .addService(new Middle())
          .build()
          .start();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @AfterEach
  @Timeout(20) // a loop that is blocked lets nothing on it be closed
  void stop() {
    toMiddle.close();
    middle.shutdownNow();
    toLeaf.close();
    leaf.close();
    clientLoop.close();
    loop.close();
  }

  @DisplayName("T18: a blocking stub on the event loop fails at once instead of for ever")
  @Test
  void aHandlerThatBlocksTheLoopIsTold() {
    var failure =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () ->
                PingServiceGrpc.newBlockingStub(toMiddle.layers())
                    .ping(PingRequest.getDefaultInstance()));
    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
    assertThat(ErrorStatus.infoOf(failure).orElseThrow().getReason())
        .isEqualTo("BLOCKING_ON_EVENT_LOOP");
    assertThat(failure).hasMessageContaining("faremesh.test.v1.PingService/Ping");
    assertThat(leaf.calls).hasValue(0);
  }

  @DisplayName("T18: a call without an executor of its own may be made on the event loop")
  @Test
  void aHandlerThatDoesNotBlockIsServed() {
    var answer =
        PingServiceGrpc.newBlockingStub(toMiddle.layers())
            .pingOnce(PingRequest.getDefaultInstance());
    assertThat(answer.getName()).isEqualTo("leaf");
  }

  private final class Middle extends PingServiceGrpc.PingServiceImplBase {
    @Override
    public void ping(PingRequest request, StreamObserver<PingResponse> out) {
      try {
        out.onNext(PingServiceGrpc.newBlockingStub(toLeaf.layers()).ping(request));
        out.onCompleted();
      } catch (StatusRuntimeException e) {
        out.onError(e);
      }
    }

    @Override
    public void pingOnce(PingRequest request, StreamObserver<PingResponse> out) {
      PingServiceGrpc.newStub(toLeaf.layers()).ping(request, out);
    }
  }
}
