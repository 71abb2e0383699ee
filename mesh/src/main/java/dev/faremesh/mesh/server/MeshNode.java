package dev.faremesh.mesh.server;

import dev.faremesh.mesh.ErrorMapping;
import dev.faremesh.mesh.RequestValidator;
import dev.faremesh.mesh.access.AccessLayer;
import dev.faremesh.mesh.access.AccessRules;
import dev.faremesh.mesh.call.Edge;
import dev.faremesh.mesh.call.Switches;
import dev.faremesh.mesh.call.Timing;
import dev.faremesh.mesh.control.MeshRpc;
import dev.faremesh.mesh.fault.FaultRpc;
import dev.faremesh.mesh.fault.Faults;
import dev.faremesh.mesh.serving.ServedCalls;
import dev.faremesh.mesh.serving.ServingLayers;
import dev.faremesh.mesh.stream.Watchers;
import dev.faremesh.mesh.telemetry.EdgeMetrics;
import dev.faremesh.mesh.telemetry.MeterExport;
import dev.faremesh.mesh.telemetry.OtlpEndpoint;
import dev.faremesh.mesh.telemetry.ServiceIdentity;
import dev.faremesh.mesh.telemetry.ServingMetrics;
import dev.faremesh.mesh.tls.TlsMaterial;
import io.grpc.BindableService;
import io.grpc.MethodDescriptor;
import io.grpc.ServerInterceptor;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * One process of a mesh: what its server and its channels share. Channels are opened before the
 * server is started; closing the server closes all.
 */
public final class MeshNode implements AutoCloseable {
  private final String name;
  private final ServerSettings settings;
  private final EventLoop loop;
  private final Optional<TlsMaterial> tls;
  private final Optional<ReloadedFile<AccessRules>> accessFile;
  private final AccessRules builtIn;
  private final Switches switches = Switches.allOn();
  private final List<Edge> edges = new CopyOnWriteArrayList<>();
  private final ServedCalls served;
  private final Deque<MeshChannel> channels = new ArrayDeque<>();
  private final Optional<MeterExport> telemetry;

  private MeshNode(String name, ServerSettings settings, AccessRules builtIn, EventLoop loop) {
    this.name = name;
    this.settings = settings;
    this.loop = loop;
    this.builtIn = builtIn;
    var security = settings.security();
    this.accessFile =
        security
            .accessFile()
            .map(file ->
                ReloadedFile.open(file, AccessRules::parse, AccessRules::toString, loop.timer()));
    this.tls =
        security.tls().map(files -> TlsMaterial.open(files, InstantSource.system(), loop.timer()));
    this.served = new ServedCalls(settings.serving().maxCalls());
    this.telemetry =
        settings.telemetry().map(endpoint -> exported(endpoint, name, this.edges, served));
  }

  private static MeterExport exported(
      OtlpEndpoint endpoint, String name, List<Edge> edges, ServedCalls served) {
    var export = MeterExport.start(endpoint, ServiceIdentity.ofThisProcess(name));
    var meter = export.meters().get("dev.faremesh.mesh");
    EdgeMetrics.observe(meter, () -> edges);
    ServingMetrics.observe(meter, served);
    return export;
  }

  /**
   * Starts the event loop of a process, and reads its certificates. Where callers must show theirs,
   * nobody may call anything unless a file says so.
   *
   * @param name what it calls itself to those that it calls, such as {@code pricing-server}
   * @throws IllegalArgumentException when something is wrong with a file
   */
  public static MeshNode start(String name, ServerSettings settings) {
    return start(name, settings, AccessRules.NONE);
  }

  /**
   * Likewise.
   *
   * @param builtIn who may call what, when no file says it and callers must show who they are
   */
  public static MeshNode start(String name, ServerSettings settings, AccessRules builtIn) {
    var loop = EventLoop.start(settings.listening().threads());
    try {
      return new MeshNode(name, settings, builtIn, loop);
    } catch (RuntimeException e) {
      loop.close();
      throw e;
    }
  }

  /** The threads of this process. */
  public EventLoop loop() {
    return loop;
  }

  /** Which protections of this process are on. */
  public Switches switches() {
    return switches;
  }

  /** What is known of the servers that this process calls, in the order of their channels. */
  public List<Edge> edges() {
    return List.copyOf(edges);
  }

  /** The calls that this process serves. */
  public ServedCalls served() {
    return served;
  }

  /**
   * Opens a channel to another server. See {@link MeshChannel#open(String, EventLoop)}.
   *
   * @param edge the name of the other server, for people, such as {@code supply}
   * @param target where it is: a gRPC name
   * @throws IllegalArgumentException when gRPC cannot make sense of the target
   */
  public MeshChannel open(String edge, String target) {
    return open(edge, target, ChannelSettings.DEFAULT);
  }

  /**
   * Likewise, with settings, such as an ejection of outliers. A process with certificates calls
   * with them.
   */
  public MeshChannel open(String edge, String target, ChannelSettings channelSettings) {
    var secured = tls.map(TlsMaterial::calling).map(channelSettings::with).orElse(channelSettings);
    var channel =
        MeshChannel.open(edge, target, name, loop, settings.policies(), switches, secured);
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
    List<ServerInterceptor> innermost = new ArrayList<>();
    var timing = Timing.system(loop.timer());
    var control = control(timing);
    List<BindableService> controls = new ArrayList<>();
    controls.add(settings.controls().switches() ? control : MeshRpc.WITHOUT_SWITCHES.of(control));
    var faults = new Faults(timing.timer(), timing.clock(), timing.random());
    if (settings.controls().faults()) {
      innermost.add(faults);
      controls.add(new FaultRpc(faults, methodsOf(services)));
    }
    var access = access();
    var shared = new ServingLayers.Shared(settings.policies(), switches, timing, served, access);
    var layers = new ServingLayers(errors, settings.serving(), validator, innermost, shared);
    return MeshServer.start(settings, loop, tls, layers, services, controls)
        .closingAfter(this)
        .closingAfter(control);
  }

  private AccessLayer access() {
    if (accessFile.isPresent()) {
      return AccessLayer.by(accessFile.get()::value);
    }
    return tls.filter(TlsMaterial::isMutual).isPresent()
        ? AccessLayer.by(() -> builtIn)
        : AccessLayer.forEverybody();
  }

  private MeshRpc control(Timing timing) {
    return new MeshRpc(
        this::edges,
        served,
        switches,
        new Watchers(timing.timer(), settings.maxWatchers()),
        timing.timer(),
        timing.nanos());
  }

  private static List<String> methodsOf(List<? extends BindableService> services) {
    return services.stream()
        .flatMap(service -> service.bindService().getServiceDescriptor().getMethods().stream())
        .map(MethodDescriptor::getFullMethodName)
        .toList();
  }

  @Override
  public void close() {
    channels.forEach(MeshChannel::close);
    tls.ifPresent(TlsMaterial::close);
    accessFile.ifPresent(ReloadedFile::close);
    loop.close();
    telemetry.ifPresent(MeterExport::close); // last: all that was counted is sent
  }
}
