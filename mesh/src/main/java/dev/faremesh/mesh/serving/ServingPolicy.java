package dev.faremesh.mesh.serving;

import dev.faremesh.mesh.policy.Transport;
import java.time.Duration;

/**
 * What a server takes on.
 *
 * @param maxMessageBytes the largest request message, 1 KiB to {@link #TRANSPORT_MAX_BYTES}
 * @param maxCalls the most unary calls that may be under way, at least 1; an adaptive limit below
 *     it sheds earlier
 * @param streamIdle how long a client may say nothing on a stream of its own
 * @param streamAge how old a stream may get before its client must open another
 * @param connectionAge how old a connection may get before its client must open another
 */
public record ServingPolicy(
    int maxMessageBytes,
    int maxCalls,
    Duration streamIdle,
    Duration streamAge,
    Duration connectionAge) {
  /** What the transport itself cuts off, without an ErrorInfo. */
  public static final int TRANSPORT_MAX_BYTES = 16 << 20;

  /** 1 MiB, 1,024 calls, five minutes, one hour, and again five minutes. */
  public static final ServingPolicy DEFAULT =
      new ServingPolicy(
          Transport.DEFAULT.serverMaxMessageBytes(),
          1024,
          Duration.ofMinutes(5),
          Duration.ofHours(1),
          Duration.ofMinutes(5));

  public ServingPolicy {
    require(
        maxMessageBytes >= 1024 && maxMessageBytes <= TRANSPORT_MAX_BYTES,
        "max-message-bytes",
        maxMessageBytes,
        "1024 to " + TRANSPORT_MAX_BYTES);
    require(maxCalls >= 1, "max-calls", maxCalls, ">= 1");
    require(streamIdle.isPositive(), "stream-idle", streamIdle, "> 0");
    require(streamAge.isPositive(), "stream-age", streamAge, "> 0");
    require(connectionAge.isPositive(), "connection-age", connectionAge, "> 0");
  }

  private static void require(boolean holds, String name, Object value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException("%s: %s (expected: %s)".formatted(name, value, expected));
    }
  }
}
