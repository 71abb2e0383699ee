package dev.faremesh.mesh.call;

import io.grpc.Channel;
import io.grpc.ClientInterceptors;

/** The layers of an outgoing call, written once, in the order in which a request meets them. */
public final class ClientLayers {
  private ClientLayers() {}

  /** A channel whose calls are protected as their contracts say. */
  public static Channel around(Channel connections, Edge edge) {
    return ClientInterceptors.interceptForward(
        connections,
        new TelemetryLayer(edge), // sees every call, those included that are turned away below
        new PropagationLayer(edge), // in the context of the caller
        new DeadlineLayer(), // one deadline for all attempts
        new AttemptLayer(), // above limit and breaker, which see each attempt
        new LimitLayer(), // what is shed here never spends a probe
        new BreakerLayer(), // judges what would be sent, and nothing else
        new WireLayer()); // counts what is sent
  }
}
