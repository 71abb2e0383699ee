package dev.faremesh.mesh.server;

import dev.faremesh.mesh.ErrorMapping;
import dev.faremesh.mesh.RequestValidator;
import dev.faremesh.mesh.call.Edge;
import dev.faremesh.mesh.call.Switches;
import dev.faremesh.mesh.serving.ServingLayers;
import io.grpc.BindableService;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * One process of a mesh: what its server and its channels share. Channels are opened before the
 * server is started; closing the server closes all.
 */
public final class MeshNode implements AutoCloseable {
  private final String name;
  private final ServerSettings settings;
  private final EventLoop loop;
  private final Switches switches = Switches.allOn();
  private final List<Edge> edges = new ArrayList<>();
  private final Deque<MeshChannel> channels = new ArrayDeque<>();

  private MeshNode(String name, ServerSettings settings) {
    this.name = name;
    this.settings = settings;
    this.loop = EventLoop.start(settings.threads());
  }

  /**
   * Starts the event loop of a process.
   *
   * @param name what it calls itself to those that it calls, such as {@code pricing-server}
   */
  public static MeshNode start(String name, ServerSettings settings) {
    return new MeshNode(name, settings);
  }

  /** The threads of this process. */
  public EventLoop loop() {
    return loop;
  }

  /** Which protections of this process are on. */
  public Switches switches() {
    return switches;
  }

  /**
   * Opens a channel to another server. See {@link MeshChannel#open(String, EventLoop)}.
   *
   * @param edge the name of the other server, for people, such as {@code supply}
   * @param target where it is: a gRPC name
   * @throws IllegalArgumentException when gRPC cannot make sense of the target
   */
  public MeshChannel open(String edge, String target) {
    var channel = MeshChannel.open(edge, target, name, loop, settings.policies(), switches);
    channels.push(channel);
    edges.add(channel.edge());
    return channel;
  }

  /**
   * Starts to listen, NOT_SERVING.
   *
   * @param validator that knows the requests of all services
   * @throws java.io.UncheckedIOException when the address cannot be had
   */
  public MeshServer serve(
      ErrorMapping errors, RequestValidator validator, List<? extends BindableService> services) {
    var layers = new ServingLayers(errors, settings.serving(), validator, List.of());
    return MeshServer.start(settings, loop, layers, services).closingAfter(this);
  }

  @Override
  public void close() {
    channels.forEach(MeshChannel::close);
    loop.close();
  }
}
