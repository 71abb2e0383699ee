package dev.faremesh.mesh.call;

import io.grpc.Channel;
import java.util.List;

/** The layers of an outgoing call, written once, in the order in which a request meets them. */
public final class ClientLayers {
  private ClientLayers() {}

  /** A channel whose calls are protected as their contracts say. */
  public static Channel around(Channel connections, Edge edge) {
    return new LayeredChannel(
        connections,
        edge,
        List.of(
            new CallbackLayer(), // above all that holds permits
            new TelemetryLayer(), // sees every call, those included that are turned away below
            new DeadlineLayer(), // one deadline for all attempts
            new AttemptLayer(), // above limit and breaker, which see each attempt
            new LimitLayer(), // what is shed here never spends a probe
            new BreakerLayer(), // judges what would be sent, and nothing else
            new WireLayer())); // sends, counts what is sent, and ends the permits
  }
}
