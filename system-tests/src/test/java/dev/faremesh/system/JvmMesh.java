package dev.faremesh.system;

import dev.faremesh.cli.certs.DevelopmentCertificates;
import dev.faremesh.demand.server.DemandServer;
import dev.faremesh.demand.server.DemandSettings;
import dev.faremesh.mesh.server.MeshServer;
import dev.faremesh.mesh.server.ServerSettings;
import dev.faremesh.mesh.tls.TlsFiles;
import dev.faremesh.pricing.server.PricingServer;
import dev.faremesh.pricing.server.PricingSettings;
import dev.faremesh.supply.server.SupplyServer;
import dev.faremesh.supply.server.SupplySettings;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** All three servers in this JVM, each on an event loop of its own. */
final class JvmMesh implements Mesh {
  private final Map<Peer, MeshServer> servers = new EnumMap<>(Peer.class);
  private final Map<Peer, Integer> ports = new EnumMap<>(Peer.class);
  private final QuoteKeys keys = new QuoteKeys();
  private final Optional<DevelopmentCertificates> certificates;
  private final ServerSettings.Controls controls;

  JvmMesh() {
    this(Optional.empty(), ServerSettings.Controls.NONE);
  }

  /** With mutual TLS. */
  JvmMesh(DevelopmentCertificates certificates, ServerSettings.Controls controls) {
    this(Optional.of(certificates), controls);
  }

  private JvmMesh(
      Optional<DevelopmentCertificates> certificates, ServerSettings.Controls controls) {
    this.certificates = certificates;
    this.controls = controls;
    for (Peer peer : Peer.values()) {
      restart(peer);
    }
  }

  @Override
  public String address(Peer peer) {
    return "127.0.0.1:" + ports.get(peer);
  }

  @Override
  public Optional<TlsFiles> files(String member) {
    return certificates.map(all -> all.files(member));
  }

  @Override
  public void kill(Peer peer) {
    servers.remove(peer).close();
  }

  @Override
  public void restart(Peer peer) {
    var server = start(peer, settings(peer));
    servers.put(peer, server);
    ports.put(peer, server.port());
  }

  private MeshServer start(Peer peer, ServerSettings settings) {
    var clock = Clock.systemUTC();
    return switch (peer) {
      case SUPPLY -> SupplyServer.start(new SupplySettings(settings), clock);
      case DEMAND ->
          DemandServer.start(
              new DemandSettings(
                  settings, Duration.ofMinutes(5), Map.of(), Optional.of(keys.path())),
              clock);
      case PRICING ->
          PricingServer.start(
              new PricingSettings(
                  settings,
                  address(Peer.SUPPLY),
                  address(Peer.DEMAND),
                  Optional.of(keys.path()),
                  Optional.empty()),
              clock);
    };
  }

  /** Stops without a grace: in this JVM, that is as near to a kill as it gets. */
  private ServerSettings settings(Peer peer) {
    return ServerSettings.local(ports.getOrDefault(peer, 0))
        .with(new ServerSettings.Security(files(peer.program())))
        .with(controls)
        .withMaxWatchers(16)
        .with(new ServerSettings.Drain(Duration.ZERO, Duration.ZERO));
  }

  @Override
  public void close() {
    servers.values().forEach(MeshServer::close);
    keys.close();
  }
}
