package dev.faremesh.mesh.server;

import dev.faremesh.mesh.serving.ArrivingRequests;
import dev.faremesh.mesh.serving.CallerName;
import io.grpc.netty.shaded.io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelInboundHandlerAdapter;
import io.grpc.netty.shaded.io.netty.channel.RecvByteBufAllocator;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Closes the connections that are too many, as they come: before a buffer, a TLS handshake or a
 * transport is spent on them; and cuts one. One address may hold half, so that nobody shuts out all
 * others from one place. Sits on the socket that listens; connections end on threads of their own.
 */
final class ConnectionLimit extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = System.getLogger(ConnectionLimit.class.getName());

  private static final RecvByteBufAllocator BUFFERS =
      new AdaptiveRecvByteBufAllocator(64, 2048, ArrivingRequests.BUFFER_BYTES);

  private final int most;
  private final Map<SocketAddress, Channel> connections = new ConcurrentHashMap<>();
  private final Map<String, Integer> openOf = new HashMap<>();
  private int open;
  private long refused;
  private long cut;

  /**
   * None is open.
   *
   * @param most that may be, at least 1
   */
  ConnectionLimit(int most) {
    this.most = most;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object accepted) {
    var connection = (Channel) accepted;
    if (!(connection.remoteAddress() instanceof InetSocketAddress socket)) {
      connection.unsafe().closeForcibly(); // is gone again
      return;
    }
    var address = CallerName.of(socket.getAddress());
    if (enter(address)) {
      connections.put(socket, connection);
      connection.config().setRecvByteBufAllocator(BUFFERS);
      var _ =
          connection
              .closeFuture()
              .addListener(_ -> {
                connections.remove(socket, connection);
                leave(address);
              });
      context.fireChannelRead(connection);
    } else {
      connection.unsafe().closeForcibly(); // no event loop has it yet
    }
  }

  /**
   * Cuts a connection, whatever it is at: HTTP/2 would let its calls end first. Later, on its own
   * thread: who asks for it may hold locks, which the ends of its calls take.
   */
  void cut(SocketAddress caller) {
    var connection = connections.get(caller);
    if (connection != null) {
      logCut(caller);
      connection.eventLoop().execute(() -> connection.unsafe().close(connection.voidPromise()));
    }
  }

  private synchronized void logCut(SocketAddress caller) {
    cut++;
    if (Long.bitCount(cut) == 1) {
      LOG.log(
          Level.WARNING,
          "connections cut={0} for what they kept of memory, the last of them from {1}",
          cut,
          caller);
    }
  }

  private synchronized boolean enter(String address) {
    int own = openOf.getOrDefault(address, 0);
    if (open >= most || own >= (most + 1) / 2) {
      refused++;
      if (Long.bitCount(refused) == 1) { // a flood must not fill the log
        LOG.log(
            Level.WARNING,
            "connections refused={0} open={1}/{2} of them from {3}={4}",
            refused,
            open,
            most,
            address,
            own);
      }
      return false;
    }
    open++;
    openOf.merge(address, 1, Integer::sum);
    return true;
  }

  private synchronized void leave(String address) {
    open--;
    openOf.merge(address, -1, Integer::sum);
    openOf.remove(address, 0);
  }

  @Override
  public synchronized String toString() {
    return "ConnectionLimit[%d/%d from %d addresses]".formatted(open, most, openOf.size());
  }
}
