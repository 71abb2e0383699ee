package dev.faremesh.mesh.serving;

import java.time.Duration;

/**
 * What a server bears of those that connect to it, before it knows who they are and whether they
 * will ever call.
 *
 * @param most that may be open, at least 1; one address may hold half of them
 * @param age how old one may get before its client must open another
 * @param idle how long one may be without a call
 * @param handshake how long a client may take to say that it speaks HTTP/2
 */
public record ConnectionPolicy(int most, Duration age, Duration idle, Duration handshake) {
  /** 1,024, for five minutes; one minute without a call, and ten seconds to begin. */
  public static final ConnectionPolicy DEFAULT =
      new ConnectionPolicy(
          1024, Duration.ofMinutes(5), Duration.ofMinutes(1), Duration.ofSeconds(10));

  public ConnectionPolicy {
    require(most >= 1, "max-connections", most, ">= 1");
    require(age.isPositive(), "connection-age", age, "> 0");
    require(idle.isPositive(), "connection-idle", idle, "> 0");
    require(handshake.isPositive(), "handshake", handshake, "> 0");
  }

  /** The same, for another number of them, of another age. */
  public ConnectionPolicy with(int most, Duration age) {
    return new ConnectionPolicy(most, age, idle, handshake);
  }

  private static void require(boolean holds, String name, Object value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException("%s: %s (expected: %s)".formatted(name, value, expected));
    }
  }
}
