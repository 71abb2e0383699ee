package dev.faremesh.cli;

import dev.faremesh.cli.call.Peer;
import dev.faremesh.cli.certs.DevelopmentCertificates;
import dev.faremesh.cli.output.Terminal;
import dev.faremesh.demand.v1.DemandServiceProto;
import dev.faremesh.mesh.RequestValidator;
import dev.faremesh.mesh.access.AccessRules;
import dev.faremesh.mesh.server.MeshNode;
import dev.faremesh.mesh.server.MeshServer;
import dev.faremesh.mesh.server.ServerSettings;
import dev.faremesh.mesh.server.ServerSettings.Controls;
import dev.faremesh.pricing.v1.PricingServiceProto;
import dev.faremesh.supply.v1.SupplyServiceProto;
import io.grpc.BindableService;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Three fake servers on real connections, with the layers of real ones, and a {@code fare}. */
public final class FakeMesh implements AutoCloseable {
  private static final RequestValidator VALIDATOR =
      RequestValidator.warmed(
          Stream.of(
                  SupplyServiceProto.getDescriptor(),
                  DemandServiceProto.getDescriptor(),
                  PricingServiceProto.getDescriptor())
              .flatMap(file -> file.getMessageTypes().stream())
              .toList());

  private static final AccessRules ACCESS =
      AccessRules.parse(
          """
          faremesh.supply.v1.SupplyService/* = spiffe://faremesh.dev/fare
          faremesh.demand.v1.DemandService/* = spiffe://faremesh.dev/fare
          faremesh.pricing.v1.PricingService/* = spiffe://faremesh.dev/fare
          grpc.health.v1.Health/* = *
          """
              .getBytes(StandardCharsets.UTF_8));

  private static final Controls OPEN = new Controls(false, false, true);

  public final FakeSupply supply = new FakeSupply();
  public final FakeDemand demand = new FakeDemand();
  public final FakePricing pricing = new FakePricing();
  private final Map<Peer, Integer> ports = new EnumMap<>(Peer.class);
  private final Map<Peer, MeshServer> servers = new EnumMap<>(Peer.class);
  private final Optional<DevelopmentCertificates> certificates;

  /**
   * What a run of {@code fare} printed.
   *
   * @param code what it ended with
   */
  public record Run(int code, String out, String err) {}

  private FakeMesh(Optional<DevelopmentCertificates> certificates) {
    this.certificates = certificates;
    for (Peer peer : Peer.values()) {
      servers.put(peer, serve(peer, OPEN).ready());
    }
  }

  public static FakeMesh start() {
    return new FakeMesh(Optional.empty());
  }

  /** Likewise, with mutual TLS. */
  public static FakeMesh start(DevelopmentCertificates certificates) {
    return new FakeMesh(Optional.of(certificates));
  }

  /** Replaces a server by one that never says SERVING. */
  public void restartUnready(Peer peer) {
    stop(peer);
    servers.put(peer, serve(peer, OPEN));
  }

  /** Replaces a server by one that does not answer reflection. */
  public void restartClosed(Peer peer) {
    stop(peer);
    servers.put(peer, serve(peer, Controls.NONE).ready());
  }

  private MeshServer serve(Peer peer, Controls controls) {
    BindableService service =
        switch (peer) {
          case SUPPLY -> supply;
          case DEMAND -> demand;
          case PRICING -> pricing;
        };
    var files = certificates.map(all -> all.files(peer + "-server"));
    var settings = ServerSettings.local(0).with(new ServerSettings.Security(files)).with(controls);
    var server =
        MeshNode.start("fake", settings, ACCESS)
            .serve(failure -> Optional.empty(), VALIDATOR, List.of(service));
    ports.put(peer, server.port());
    return server;
  }

  public void stop(Peer peer) {
    Optional.ofNullable(servers.get(peer)).ifPresent(MeshServer::close);
  }

  /** The port of a server, which it keeps when it has stopped. */
  public int port(Peer peer) {
    return ports.getOrDefault(peer, 0);
  }

  /** The value of FARE_TARGET that names all servers. */
  public String targets() {
    return Stream.of(Peer.values())
        .map(peer -> peer + "=127.0.0.1:" + port(peer))
        .collect(Collectors.joining(","));
  }

  /** Runs {@code fare} against these servers. */
  public Run fare(String... args) {
    return run(Map.of("FARE_TARGET", targets()), false, args);
  }

  /** Likewise, on a terminal with colours. */
  public Run fareInColour(String... args) {
    return run(Map.of("FARE_TARGET", targets()), true, args);
  }

  /** Runs {@code fare} as it would be in an environment. */
  public static Run run(Map<String, String> environment, boolean coloured, String... args) {
    var out = new StringWriter();
    var err = new StringWriter();
    var terminal = new Terminal(new PrintWriter(out), new PrintWriter(err), coloured, coloured);
    int code = Fare.run(args, terminal, environment);
    return new Run(code, out.toString(), err.toString());
  }

  @Override
  public void close() {
    new ArrayList<>(servers.values()).forEach(MeshServer::close);
  }
}
