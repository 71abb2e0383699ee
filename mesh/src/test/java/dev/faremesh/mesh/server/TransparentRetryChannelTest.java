package dev.faremesh.mesh.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.faremesh.test.v1.PingRequest;
import dev.faremesh.test.v1.PingServiceGrpc;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.netty.bootstrap.ServerBootstrap;
import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelInboundHandlerAdapter;
import io.grpc.netty.shaded.io.netty.channel.ChannelInitializer;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Error;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2HeadersFrame;
import io.grpc.netty.shaded.io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that speaks HTTP/2 alone: it refuses the first stream, and fails the next ones. */
@Timeout(60)
class TransparentRetryChannelTest {
  private final EventLoop loop = EventLoop.start(1);
  private final AtomicInteger streams = new AtomicInteger();
  private final Channel server = startServer();
  private final MeshChannel channel = MeshChannel.open("127.0.0.1:" + port(), loop);

  private Channel startServer() {
    return new ServerBootstrap()
        .group(loop.group())
        .channel(NioServerSocketChannel.class)
        .childHandler(
            new ChannelInitializer<>() {
              @Override
              protected void initChannel(Channel connection) {
                connection
                    .pipeline()
                    .addLast(Http2FrameCodecBuilder.forServer().build(), new RefusingFirst());
              }
            })
        .bind("127.0.0.1", 0)
        .syncUninterruptibly()
        .channel();
  }

  private int port() {
    return ((InetSocketAddress) server.localAddress()).getPort();
  }

  @AfterEach
  void stop() {
    channel.close();
    var _ = server.close();
    loop.close();
  }

  @Test
  void aCallThatWasNeverProcessedIsSentAgainEvenIfItHasEffects() {
    var failure =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () ->
                PingServiceGrpc.newBlockingStub(channel.layers())
                    .pingOnce(PingRequest.getDefaultInstance()));
    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.DATA_LOSS);
    assertThat(streams).hasValue(2);
    var counts = channel.edge().stateOf(PingServiceGrpc.getPingOnceMethod()).counts().snapshot();
    assertThat(counts.attempts()).isEqualTo(1);
  }

  private final class RefusingFirst extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof Http2HeadersFrame frame) {
        var answer =
            streams.incrementAndGet() == 1
                ? new DefaultHttp2ResetFrame(Http2Error.REFUSED_STREAM).stream(frame.stream())
                : new DefaultHttp2HeadersFrame(dataLoss(), true).stream(frame.stream());
        var _ = context.writeAndFlush(answer);
      }
      ReferenceCountUtil.release(message);
    }
  }

  private static DefaultHttp2Headers dataLoss() {
    var headers = new DefaultHttp2Headers();
    headers.status("200").add("content-type", "application/grpc").add("grpc-status", "15");
    return headers;
  }
}
