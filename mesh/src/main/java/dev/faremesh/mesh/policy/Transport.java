package dev.faremesh.mesh.policy;

import java.time.Duration;

/**
 * What both ends of a connection must agree on. Whether they do is for {@link ChainLinter} to say.
 *
 * @param keepaliveTime how long a channel's connection is silent before the channel pings
 * @param keepalivePermit the least time between pings that a server bears; it hangs up on a channel
 *     that pings more often
 * @param channelMaxMessageBytes the largest message that a channel accepts
 * @param serverMaxMessageBytes the largest message that a server accepts
 */
public record Transport(
    Duration keepaliveTime,
    Duration keepalivePermit,
    int channelMaxMessageBytes,
    int serverMaxMessageBytes) {
  /** As the channels and servers of this library are: 30 s, 10 s, and 1 MiB both ways. */
  public static final Transport DEFAULT =
      new Transport(Duration.ofSeconds(30), Duration.ofSeconds(10), 1 << 20, 1 << 20);

  public Transport {
    Expected.that(keepaliveTime.isPositive(), "keepalive-time", keepaliveTime, "> 0");
    Expected.that(keepalivePermit.isPositive(), "keepalive-permit", keepalivePermit, "> 0");
    Expected.that(
        channelMaxMessageBytes >= 1024,
        "channel-max-message-bytes",
        channelMaxMessageBytes,
        ">= 1024");
    Expected.that(
        serverMaxMessageBytes >= 1024,
        "server-max-message-bytes",
        serverMaxMessageBytes,
        ">= 1024");
  }
}
