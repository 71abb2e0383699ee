package dev.faremesh.mesh.serving;

import dev.faremesh.mesh.tls.PeerIdentity;
import io.grpc.Attributes;
import io.grpc.Grpc;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** By what a caller is told from others that it shares a server with. */
public final class CallerName {
  private static final int NETWORK_BYTES = 8;

  private CallerName() {}

  /**
   * Who its certificate says that it is; else its address, whatever it calls itself. Of an IPv6
   * address the network alone, for whoever has one address of it has 2^64.
   */
  static String of(Attributes ofCall) {
    return PeerIdentity.in(ofCall)
        .map(PeerIdentity::name)
        .orElseGet(() ->
            ofCall.get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR) instanceof InetSocketAddress socket
                ? of(socket.getAddress())
                : ""); // of this process
  }

  /** Likewise, of one that has said nothing yet. */
  public static String of(InetAddress address) {
    var bytes = address.getAddress();
    return address instanceof Inet6Address
        ? HexFormat.of().formatHex(Arrays.copyOf(bytes, NETWORK_BYTES)) + "/64"
        : address.getHostAddress();
  }
}
