package dev.faremesh.mesh.serving;

import dev.faremesh.mesh.policy.Transport;
import java.time.Duration;

/**
 * What a server takes on.
 *
 * @param maxMessageBytes the largest request message, 1 KiB to {@link #TRANSPORT_MAX_BYTES}
 * @param maxCalls the most unary calls that may be under way, at least 1; an adaptive limit below
 *     it sheds earlier
 * @param callerRate how many calls a caller may begin in a second, 0 to 1,000,000; 0: as many as it
 *     likes
 * @param streamIdle how long a client may say nothing on a stream of its own
 * @param streamAge how old a stream may get before its client must open another
 * @param connections that its callers may hold
 */
public record ServingPolicy(
    int maxMessageBytes,
    int maxCalls,
    int callerRate,
    Duration streamIdle,
    Duration streamAge,
    ConnectionPolicy connections) {
  /** The most that the transport itself ever lets through; it cuts off without an ErrorInfo. */
  public static final int TRANSPORT_MAX_BYTES = 16 << 20;

  /** Smaller ones need no less room: what counts are their buffers. */
  private static final int SMALL_MESSAGE_BYTES = 256 << 10;

  private static final int HIGHEST_RATE = 1_000_000;

  /** 1 MiB, 1,024 calls at any rate, five minutes, and one hour. */
  public static final ServingPolicy DEFAULT =
      new ServingPolicy(
          Transport.DEFAULT.serverMaxMessageBytes(),
          1024,
          0,
          Duration.ofMinutes(5),
          Duration.ofHours(1),
          ConnectionPolicy.DEFAULT);

  public ServingPolicy {
    require(
        maxMessageBytes >= 1024 && maxMessageBytes <= TRANSPORT_MAX_BYTES,
        "max-message-bytes",
        maxMessageBytes,
        "1024 to " + TRANSPORT_MAX_BYTES);
    require(maxCalls >= 1, "max-calls", maxCalls, ">= 1");
    require(
        callerRate >= 0 && callerRate <= HIGHEST_RATE,
        "rate-per-caller",
        callerRate,
        "0 to " + HIGHEST_RATE);
    require(streamIdle.isPositive(), "stream-idle", streamIdle, "> 0");
    require(streamAge.isPositive(), "stream-age", streamAge, "> 0");
  }

  /**
   * What the transport cuts off: more than is allowed, so that one which is a little too large is
   * explained, and not much more, for it is held in memory until it is whole.
   */
  public int transportMaxBytes() {
    return Math.min(4 * maxMessageBytes, TRANSPORT_MAX_BYTES);
  }

  /**
   * How many streams may be open, health's and reflection's included; half of them of one caller.
   */
  int maxStreams() {
    return 2 * maxCalls;
  }

  /**
   * What may be held at once of requests that have not come whole, and as much of those that have.
   */
  long maxRequestBytes() {
    return 16L * Math.max(maxMessageBytes, SMALL_MESSAGE_BYTES);
  }

  /** The same, for messages of another size. */
  public ServingPolicy withMaxMessageBytes(int bytes) {
    return new ServingPolicy(bytes, maxCalls, callerRate, streamIdle, streamAge, connections);
  }

  /** The same, for another number of calls under way. */
  public ServingPolicy withMaxCalls(int most) {
    return new ServingPolicy(maxMessageBytes, most, callerRate, streamIdle, streamAge, connections);
  }

  /** The same, at another rate of each caller. */
  public ServingPolicy withCallerRate(int callsPerSecond) {
    return new ServingPolicy(
        maxMessageBytes, maxCalls, callsPerSecond, streamIdle, streamAge, connections);
  }

  /** The same, for other connections. */
  public ServingPolicy with(ConnectionPolicy other) {
    return new ServingPolicy(maxMessageBytes, maxCalls, callerRate, streamIdle, streamAge, other);
  }

  private static void require(boolean holds, String name, Object value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException("%s: %s (expected: %s)".formatted(name, value, expected));
    }
  }
}
