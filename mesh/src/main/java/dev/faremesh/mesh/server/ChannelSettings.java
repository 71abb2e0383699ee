package dev.faremesh.mesh.server;

import dev.faremesh.mesh.policy.Transport;
import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a channel spreads its calls over the addresses of its target, and keeps its connections.
 *
 * @param healthAware calls go only to servers whose health says SERVING, and to those that serve no
 *     health
 * @param ejection empty: no address is ejected for the calls that failed there
 * @param transport what was agreed with the servers
 * @param credentials who the caller is, and whom it believes
 */
public record ChannelSettings(
    boolean healthAware,
    Optional<OutlierEjection> ejection,
    Transport transport,
    ChannelCredentials credentials) {
  /** Between servers: health-aware, nobody ejected, in clear text. */
  public static final ChannelSettings DEFAULT =
      new ChannelSettings(
          true, Optional.empty(), Transport.DEFAULT, InsecureChannelCredentials.create());

  /** For people and tools, who ask a server about its health: not health-aware, in clear text. */
  public static final ChannelSettings WHATEVER_HEALTH_SAYS =
      new ChannelSettings(
          false, Optional.empty(), Transport.DEFAULT, InsecureChannelCredentials.create());

  /** The same, with an ejection of outliers. */
  public ChannelSettings with(OutlierEjection other) {
    return new ChannelSettings(healthAware, Optional.of(other), transport, credentials);
  }

  /** The same, on another transport. */
  public ChannelSettings with(Transport other) {
    return new ChannelSettings(healthAware, ejection, other, credentials);
  }

  /** The same, as somebody. */
  public ChannelSettings with(ChannelCredentials other) {
    return new ChannelSettings(healthAware, ejection, transport, other);
  }

  /**
   * What grpc makes of it. There is no retry policy in it: retries are a layer's, but for those of
   * calls that were never processed, which grpc makes without being told.
   */
  Map<String, Object> serviceConfig() {
    Map<String, Object> roundRobin = Map.of("round_robin", Map.of());
    var config = new HashMap<String, Object>();
    config.put(
        "loadBalancingConfig", List.of(ejection.map(e -> e.around(roundRobin)).orElse(roundRobin)));
    if (healthAware) {
      config.put("healthCheckConfig", Map.of("serviceName", "")); // the server as a whole
    }
    return config;
  }
}
