package dev.faremesh.mesh.server;

import dev.faremesh.mesh.policy.Transport;
import dev.faremesh.mesh.serving.CallerConnection;
import dev.faremesh.mesh.serving.ServingLayers;
import dev.faremesh.mesh.tls.PeerFilter;
import dev.faremesh.mesh.tls.TlsMaterial;
import io.grpc.BindableService;
import io.grpc.Channel;
import io.grpc.Codec;
import io.grpc.DecompressorRegistry;
import io.grpc.InsecureChannelCredentials;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A gRPC server on an event loop, with health, and with reflection where that is enabled. It says
 * NOT_SERVING, for itself and for each service, until {@link #ready} and again from the moment it
 * starts to stop. Its health speaks of itself alone: a server whose dependency is down still
 * serves.
 */
public final class MeshServer implements AutoCloseable {
  private static final Logger LOG = System.getLogger(MeshServer.class.getName());

  /** A few bytes that are compressed may be many: who sends them is told that it is not known. */
  private static final DecompressorRegistry UNCOMPRESSED =
      DecompressorRegistry.emptyInstance().with(Codec.Identity.NONE, false);

  private final ServerSettings settings;
  private final EventLoop loop;
  private final Optional<TlsMaterial> tls;
  private final Server server;
  private final HealthStatusManager health;
  private final List<String> services;
  private final Optional<HealthPort> healthPort;
  private final Deque<AutoCloseable> closeables = new ArrayDeque<>();
  private final Deque<Runnable> onDrain = new ArrayDeque<>();

  private MeshServer(
      ServerSettings settings,
      EventLoop loop,
      Optional<TlsMaterial> tls,
      Server server,
      HealthStatusManager health,
      List<String> services,
      Optional<HealthPort> healthPort) {
    this.settings = settings;
    this.loop = loop;
    this.tls = tls;
    this.server = server;
    this.health = health;
    this.services = services;
    this.healthPort = healthPort;
  }

  /**
   * Starts to listen, NOT_SERVING.
   *
   * @param tls empty: in clear text
   * @param services of the domain
   * @param controls by which the server is looked after
   * @throws UncheckedIOException when the address cannot be had
   */
  static MeshServer start(
      ServerSettings settings,
      EventLoop loop,
      Optional<TlsMaterial> tls,
      ServingLayers layers,
      List<? extends BindableService> services,
      List<? extends BindableService> controls) {
    var health = new HealthStatusManager();
    health.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, ServingStatus.NOT_SERVING);
    var connections = new ConnectionLimit(settings.serving().connections().most());
    layers.requests().cutBy(connections::cut);
    var builder =
        limited(settings, tls, connections)
            .bossEventLoopGroup(loop.group())
            .workerEventLoopGroup(loop.group())
            .directExecutor()
            .maxInboundMessageSize(settings.serving().transportMaxBytes())
            .permitKeepAliveTime(
                Transport.DEFAULT.keepalivePermit().toNanos(), TimeUnit.NANOSECONDS)
            .permitKeepAliveWithoutCalls(true)
            // Callers resolve anew when a connection ends, and so see a scale-out. Streams have
            // time to end by their own age. grpc spreads the age.
            .maxConnectionAge(
                settings.serving().connections().age().toNanos(), TimeUnit.NANOSECONDS)
            .maxConnectionAgeGrace(settings.serving().streamAge().toNanos(), TimeUnit.NANOSECONDS)
            .addStreamTracerFactory(layers.requests())
            .decompressorRegistry(UNCOMPRESSED)
            .addTransportFilter(new PeerFilter())
            .addTransportFilter(CallerConnection.filter())
            .fallbackHandlerRegistry(new UnknownMethods(layers))
            .addService(layers.aroundHealth(health.getHealthService().bindService()));
    if (settings.controls().reflection()) {
      builder.addService(
          layers.aroundReflection(ProtoReflectionServiceV1.newInstance().bindService()));
    }
    services.forEach(service -> builder.addService(layers.around(service)));
    controls.forEach(control -> builder.addService(layers.aroundControl(control)));
    var names =
        Stream.concat(services.stream(), controls.stream())
            .map(service -> service.bindService().getServiceDescriptor().getName())
            .toList();
    names.forEach(name -> health.setStatus(name, ServingStatus.NOT_SERVING));
    var server = listening(settings, settings.listening().port(), () -> builder.build().start());
    try {
      var healthPort =
          settings.listening().healthPort().map(port -> healthPort(settings, port, loop));
      return new MeshServer(settings, loop, tls, server, health, names, healthPort)
          .onDrain(layers::drain); // after all that is added later: what is left then
    } catch (UncheckedIOException e) {
      server.shutdownNow();
      throw e;
    }
  }

  private static NettyServerBuilder limited(
      ServerSettings settings, Optional<TlsMaterial> tls, ConnectionLimit connections) {
    var builder =
        NettyServerBuilder.forAddress(
            new InetSocketAddress(settings.listening().host(), settings.listening().port()),
            tls.map(TlsMaterial::serving).orElseGet(InsecureServerCredentials::create));
    return TransportLimits.on(builder, settings.serving().connections(), connections);
  }

  private static HealthPort healthPort(ServerSettings settings, int port, EventLoop loop) {
    var address = new InetSocketAddress(settings.listening().host(), port);
    return listening(settings, port, () -> HealthPort.start(address, loop));
  }

  private interface Listener<T> {
    T start() throws IOException;
  }

  private static <T> T listening(ServerSettings settings, int port, Listener<T> listener) {
    try {
      return listener.start();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot listen on %s:%d: %s".formatted(settings.listening().host(), port, rootMessage(e)),
          e);
    }
  }

  private static String rootMessage(Throwable failure) {
    return failure.getCause() == null
        ? String.valueOf(failure.getMessage())
        : rootMessage(failure.getCause());
  }

  /** Closes something after the server has stopped; what was given last is closed first. */
  public MeshServer closingAfter(AutoCloseable closeable) {
    closeables.push(closeable);
    return this;
  }

  /** Runs when the server stops taking calls; what was given last runs first. */
  public MeshServer onDrain(Runnable action) {
    onDrain.push(action);
    return this;
  }

  /**
   * Warms up by calls to itself.
   *
   * @param rehearsed makes one blocking call on the channel that it is given
   */
  public MeshServer rehearse(Consumer<Channel> rehearsed) {
    var self = tls.map(TlsMaterial::callingSelf).orElseGet(InsecureChannelCredentials::create);
    Rehearsal.run(settings, port(), loop, self, rehearsed);
    return this;
  }

  /** Says SERVING: everything is warm. */
  public MeshServer ready() {
    services.forEach(name -> health.setStatus(name, ServingStatus.SERVING));
    health.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, ServingStatus.SERVING);
    healthPort.ifPresent(HealthPort::ready);
    return this;
  }

  public int port() {
    return server.getPort();
  }

  /** The port that answers health checks alone, when there is one. */
  public Optional<Integer> healthPort() {
    return healthPort.map(HealthPort::port);
  }

  /** Waits until the server has stopped. */
  public void awaitTermination() throws InterruptedException {
    server.awaitTermination();
  }

  /**
   * Stops without failing a call: says NOT_SERVING, serves on for the hold, stops taking calls,
   * waits for those in flight, and cuts off what is left after the grace.
   */
  @Override
  public void close() {
    if (server.isTerminated()) {
      return;
    }
    try {
      health.enterTerminalState();
      healthPort.ifPresent(HealthPort::drain);
      TimeUnit.NANOSECONDS.sleep(settings.drain().hold().toNanos());
      server.shutdown();
      onDrain.forEach(Runnable::run);
      if (!server.awaitTermination(settings.drain().grace().toNanos(), TimeUnit.NANOSECONDS)) {
        server.shutdownNow().awaitTermination(1, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    }
    healthPort.ifPresent(MeshServer::closeQuietly); // live to the end
    closeables.forEach(MeshServer::closeQuietly);
  }

  private static void closeQuietly(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      LOG.log(Level.WARNING, "could not close " + closeable, e);
    }
  }
}
