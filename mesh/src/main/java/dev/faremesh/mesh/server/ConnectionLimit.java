package dev.faremesh.mesh.server;

import dev.faremesh.mesh.serving.CallerName;
import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelInboundHandlerAdapter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;

/**
 * Closes the connections that are too many, as they come: before a buffer, a TLS handshake or a
 * transport is spent on them. One address may hold half, so that nobody shuts out all others from
 * one place. Sits on the socket that listens; connections end on threads of their own.
 */
final class ConnectionLimit extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = System.getLogger(ConnectionLimit.class.getName());

  private final int most;
  private final Map<String, Integer> openOf = new HashMap<>();
  private int open;
  private long refused;

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
    var address =
        connection.remoteAddress() instanceof InetSocketAddress socket
            ? CallerName.of(socket.getAddress())
            : ""; // is gone again
    if (enter(address)) {
      var _ = connection.closeFuture().addListener(_ -> leave(address));
      context.fireChannelRead(connection);
    } else {
      connection.unsafe().closeForcibly(); // no event loop has it yet
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
