package dev.faremesh.mesh.server;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/**
 * Where a server listens.
 *
 * @param host a name or an address; one of IPv6 has its brackets
 */
record HostPort(String host, int port) {
  private static final Pattern IPV4 = Pattern.compile("[0-9.]+");

  /**
   * Reads {@code supply:50051}, {@code 127.0.0.1:50051} or {@code [::1]:50051}.
   *
   * @throws IllegalArgumentException when it is none of them
   */
  static HostPort parse(String text) {
    try {
      var uri = new URI(null, text, null, null, null).parseServerAuthority();
      if (uri.getHost() != null && uri.getUserInfo() == null && inRange(uri.getPort())) {
        return new HostPort(uri.getHost(), uri.getPort());
      }
    } catch (URISyntaxException e) {
      // said below, in terms of what was written
    }
    throw new IllegalArgumentException(
        "address: '%s' (expected: HOST:PORT, such as supply:50051 or [::1]:50051)".formatted(text));
  }

  private static boolean inRange(int port) {
    return port >= 1 && port <= 65_535;
  }

  /** Whether the host must be looked up; an address need not. */
  boolean isName() {
    return !host.startsWith("[") && !IPV4.matcher(host).matches();
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
