package dev.faremesh.mesh.call;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.MethodDescriptor;
import java.util.List;

/** A channel whose calls go down through layers. */
final class LayeredChannel extends Channel {
  private final Channel connections;
  private final Edge edge;
  private final List<Layer> layers;
  private final Layer.Below top;

  /**
   * Puts layers on a channel.
   *
   * @param layers from the top down
   */
  LayeredChannel(Channel connections, Edge edge, List<Layer> layers) {
    this.connections = connections;
    this.edge = edge;
    this.layers = layers;
    Layer.Below below = new Bottom(connections);
    for (Layer layer : layers.reversed()) {
      below = new Step(layer, below);
    }
    this.top = below;
  }

  @Override
  public <Q, R> ClientCall<Q, R> newCall(MethodDescriptor<Q, R> method, CallOptions options) {
    var context = new CallContext(edge, edge.stateOf(method), edge.switches().on());
    return top.newCall(method, options, context);
  }

  @Override
  public String authority() {
    return connections.authority();
  }

  @Override
  public String toString() {
    var names = layers.stream().map(layer -> layer.getClass().getSimpleName()).toList();
    return edge.name() + names + " -> " + connections;
  }

  private record Step(Layer layer, Layer.Below below) implements Layer.Below {
    @Override
    public <Q, R> ClientCall<Q, R> newCall(
        MethodDescriptor<Q, R> method, CallOptions options, CallContext context) {
      return layer.newCall(method, options, context, below);
    }
  }

  private record Bottom(Channel connections) implements Layer.Below {
    @Override
    public <Q, R> ClientCall<Q, R> newCall(
        MethodDescriptor<Q, R> method, CallOptions options, CallContext context) {
      return connections.newCall(method, options);
    }
  }
}
