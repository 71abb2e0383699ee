package dev.faremesh.system;

import com.google.protobuf.util.Durations;
import com.google.type.LatLng;
import dev.faremesh.cli.certs.DevelopmentCertificates;
import dev.faremesh.mesh.server.ChannelSettings;
import dev.faremesh.mesh.server.EventLoop;
import dev.faremesh.mesh.tls.TlsFiles;
import dev.faremesh.mesh.tls.TlsMaterial;
import dev.faremesh.mesh.v1.Delay;
import dev.faremesh.mesh.v1.Fault;
import dev.faremesh.mesh.v1.FaultServiceGrpc;
import dev.faremesh.mesh.v1.InjectFaultRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Two pricing-servers, and one of each of the others, with pods that can be replaced. */
final class RollingMesh implements AutoCloseable {
  private final Optional<DevelopmentCertificates> certificates;
  private final EventLoop loop = EventLoop.start(1);
  private final Optional<TlsMaterial> client;
  private final Map<Peer, Deployment> deployments = new EnumMap<>(Peer.class);

  /** By the manifests of the base, but those of pricing-server changed. */
  static RollingMesh inClearText(UnaryOperator<PodManifest> change) {
    return new RollingMesh(Optional.empty(), change);
  }

  /** By the manifests of the base and of component mtls. */
  static RollingMesh withMutualTls(DevelopmentCertificates certificates) {
    return new RollingMesh(Optional.of(certificates), UnaryOperator.identity());
  }

  private RollingMesh(
      Optional<DevelopmentCertificates> certificates, UnaryOperator<PodManifest> change) {
    this.certificates = certificates;
    this.client =
        files("client").map(own -> TlsMaterial.open(own, InstantSource.system(), loop.timer()));
    try {
      start(Peer.SUPPLY, 1, manifest(Peer.SUPPLY), Map.of());
      start(Peer.DEMAND, 1, manifest(Peer.DEMAND), Map.of());
      start(
          Peer.PRICING,
          2,
          change.apply(manifest(Peer.PRICING)),
          Map.of(
              "PRICING_SUPPLY_TARGET", target(Peer.SUPPLY),
              "PRICING_DEMAND_TARGET", target(Peer.DEMAND),
              "PRICING_FAULTS", "true"));
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private PodManifest manifest(Peer peer) {
    var base = PodManifest.of(peer);
    return files(peer.program()).map(own -> base.withMutualTls(peer, own)).orElse(base);
  }

  private Optional<TlsFiles> files(String member) {
    return certificates.map(all -> all.files(member));
  }

  private void start(Peer peer, int replicas, PodManifest manifest, Map<String, String> overrides) {
    deployments.put(peer, new Deployment(peer, replicas, manifest, overrides));
  }

  private Deployment of(Peer peer) {
    return deployments.get(peer);
  }

  /** Every address that a pod of a server may have. */
  String target(Peer peer) {
    return of(peer).target();
  }

  /** Of a channel by which riders come. */
  ChannelSettings channels() {
    return client
        .map(own -> ChannelSettings.DEFAULT.with(own.calling()))
        .orElse(ChannelSettings.DEFAULT);
  }

  /** Replaces every pod of a server. */
  void roll(Peer peer) {
    of(peer).roll();
  }

  /** Tells a server that knows nothing of the city. */
  void feed(Peer peer, LatLng position) {
    try (var clients = clients()) {
      switch (peer) {
        case SUPPLY -> CityFeed.drivers(clients, 5, position);
        case DEMAND -> CityFeed.sessions(clients, 12, position);
        case PRICING -> throw new IllegalArgumentException("it keeps nothing");
      }
    }
  }

  private Clients clients() {
    return new Clients(files("fare"), this::target);
  }

  /**
   * Those of the pods that are to go: so each of them has quotes under way when it does. By far
   * less than what admission takes for late, which would shed quotes on a machine that stalls.
   */
  void slowQuotes() {
    var fault =
        Fault.newBuilder()
            .setFaultId(UUID.randomUUID().toString())
            .setMethod("faremesh.pricing.v1.PricingService/QuoteRide")
            .setPercentage(100)
            .setDelay(Delay.newBuilder().setFixed(Durations.fromMillis(60)))
            .setLasts(Durations.fromMinutes(5))
            .build();
    try (var clients = clients()) {
      for (String pod : of(Peer.PRICING).addresses()) {
        try (var channel = clients.open(pod)) {
          var _ =
              FaultServiceGrpc.newBlockingStub(channel.layers())
                  .withDeadlineAfter(Duration.ofSeconds(5))
                  .injectFault(InjectFaultRequest.newBuilder().setFault(fault).build());
        }
      }
    }
  }

  @Override
  public void close() {
    deployments.values().forEach(Deployment::close);
    client.ifPresent(TlsMaterial::close);
    loop.close();
  }
}
