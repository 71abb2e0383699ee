package dev.faremesh.mesh.server;

import dev.faremesh.mesh.serving.ConnectionPolicy;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import java.util.concurrent.TimeUnit;

/** What one connection may take of a server, whoever is at its other end. */
final class TransportLimits {
  /** Of the headers of a call, as HTTP/2 counts them: 32 bytes for each, besides what it says. */
  static final int METADATA_BYTES = 8192;

  /**
   * Calls that a client resets in {@link #RESET_SECONDS}. A caller of ours resets each attempt that
   * times out, hundreds in a second when a server is slow, and must not lose its connection for
   * that; a flood has this many in a moment.
   */
  static final int RESETS = 10_000;

  private static final int RESET_SECONDS = 10;

  /** Further ones wait at the client: as many as a whole server takes on, unless told otherwise. */
  private static final int CALLS = 1024;

  /** Of a connection: what it may say that no handler has asked for yet. */
  private static final int WINDOW_BYTES = 64 << 10;

  private TransportLimits() {}

  /** Makes a server listen, and bear no more than this. */
  static NettyServerBuilder on(
      NettyServerBuilder server, ConnectionPolicy connections, ConnectionLimit limit) {
    return server
        .channelFactory(() -> {
          var listening = new NioServerSocketChannel();
          listening.pipeline().addLast(limit);
          return listening;
        })
        .flowControlWindow(WINDOW_BYTES)
        .handshakeTimeout(connections.handshake().toNanos(), TimeUnit.NANOSECONDS)
        .maxConnectionIdle(connections.idle().toNanos(), TimeUnit.NANOSECONDS)
        .maxInboundMetadataSize(METADATA_BYTES)
        .maxConcurrentCallsPerConnection(CALLS)
        .maxRstFramesPerWindow(RESETS, RESET_SECONDS);
  }
}
