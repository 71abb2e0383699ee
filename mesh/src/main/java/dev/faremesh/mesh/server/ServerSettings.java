package dev.faremesh.mesh.server;

import java.time.Duration;

/**
 * How a server listens and how it stops.
 *
 * @param host the address to listen on
 * @param port 0 for any free one
 * @param threads of the event loop, at least 1
 * @param maxMessageBytes the largest request message, 1 KiB to {@link #TRANSPORT_MAX_BYTES}
 * @param maxWatchers how many clients may watch at once, at least 1
 * @param drainHold how long to go on serving after health says NOT_SERVING, so that callers turn
 *     away first
 * @param drainGrace how long calls in flight may take to end after that
 */
public record ServerSettings(
    String host,
    int port,
    int threads,
    int maxMessageBytes,
    int maxWatchers,
    Duration drainHold,
    Duration drainGrace) {
  /** What the transport itself cuts off, without an ErrorInfo. */
  public static final int TRANSPORT_MAX_BYTES = 16 << 20;

  public ServerSettings {
    require(port >= 0 && port <= 65_535, "port", port, "0 to 65535");
    require(threads >= 1, "threads", threads, ">= 1");
    require(
        maxMessageBytes >= 1024 && maxMessageBytes <= TRANSPORT_MAX_BYTES,
        "max-message-bytes",
        maxMessageBytes,
        "1024 to " + TRANSPORT_MAX_BYTES);
    require(maxWatchers >= 1, "max-watchers", maxWatchers, ">= 1");
    require(!drainHold.isNegative(), "drain-hold", drainHold, ">= 0");
    require(!drainGrace.isNegative(), "drain-grace", drainGrace, ">= 0");
  }

  /** For tests and tools: 127.0.0.1, one thread, no hold. */
  public static ServerSettings local(int port) {
    return new ServerSettings(
        "127.0.0.1", port, 1, 1 << 20, 256, Duration.ZERO, Duration.ofSeconds(2));
  }

  private static void require(boolean holds, String name, Object value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException("%s: %s (expected: %s)".formatted(name, value, expected));
    }
  }
}
