package dev.faremesh.mesh.policy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the two ends of a connection must not say together. */
final class TransportRules {
  /** grpc-java pings no more often, whatever it is told. */
  private static final Duration LEAST_KEEPALIVE = Duration.ofSeconds(10);

  private TransportRules() {}

  static List<String> contradictionsIn(Transport transport) {
    var found = new ArrayList<String>();
    if (transport.keepaliveTime().compareTo(transport.keepalivePermit()) < 0) {
      found.add(
          Expected.sentence(
              "keepalive-time",
              transport.keepaliveTime(),
              ">= keepalive-permit %s, or servers hang up".formatted(transport.keepalivePermit())));
    }
    if (transport.keepaliveTime().compareTo(LEAST_KEEPALIVE) < 0) {
      found.add(
          Expected.sentence(
              "keepalive-time",
              transport.keepaliveTime(),
              ">= %s, for grpc makes it that".formatted(LEAST_KEEPALIVE)));
    }
    if (transport.channelMaxMessageBytes() != transport.serverMaxMessageBytes()) {
      found.add(
          Expected.sentence(
              "channel-max-message-bytes",
              transport.channelMaxMessageBytes(),
              "server-max-message-bytes " + transport.serverMaxMessageBytes()));
    }
    return found;
  }
}
