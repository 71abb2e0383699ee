package dev.faremesh.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.cli.certs.DevelopmentCertificates;
import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.mesh.server.ChannelSettings;
import dev.faremesh.mesh.server.EventLoop;
import dev.faremesh.mesh.server.MeshChannel;
import dev.faremesh.mesh.server.ServerSettings.Controls;
import dev.faremesh.mesh.tls.TlsFiles;
import dev.faremesh.mesh.tls.TlsMaterial;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who may call which method of a mesh with TLS. Every method of the contracts is tried at every
 * server, by everybody; of those who may, something answers, so that nothing is refused for want of
 * a server.
 */
@Timeout(180)
class AccessIT {
  private static final Controls OPEN = new Controls(true, true, true);
  private static final String SUPPLY = "faremesh.supply.v1.SupplyService/";
  private static final String DEMAND = "faremesh.demand.v1.DemandService/";
  private static final String PRICING = "faremesh.pricing.v1.PricingService/";
  private static final String REFLECTION = "grpc.reflection.v1.ServerReflection/";
  private static final Set<String> HEALTH = Contracts.methods("grpc.health.v1.Health/");

  private static final Map<Peer, Set<String>> OF_CLIENTS =
      Map.of(
          Peer.SUPPLY, Set.of(SUPPLY + "ReportDrivers"),
          Peer.DEMAND,
              Stream.of(
                      "ReportSessions",
                      "RequestRide",
                      "CancelRide",
                      "StartRide",
                      "CompleteRide",
                      "GetRide",
                      "ListRides")
                  .map(DEMAND::concat)
                  .collect(Collectors.toSet()),
          Peer.PRICING,
              Set.of(PRICING + "QuoteRide", PRICING + "GetSurge", PRICING + "WatchSurge"));

  private final EventLoop loop = EventLoop.start(1);
  @TempDir private Path folder = Path.of("");
  private DevelopmentCertificates certificates = new DevelopmentCertificates(Path.of(""));

  @BeforeEach
  void makeCertificates() throws Exception {
    certificates = new DevelopmentCertificates(folder.resolve("tls"));
    certificates.ensure(Instant.now());
  }

  @AfterEach
  void stop() {
    loop.close();
  }

  /** With all open that may be, for rights are worth most there. */
  @Test
  void eachCallerMayCallWhatTheRulesNameAndNothingElse() throws Exception {
    try (var mesh = new JvmMesh(certificates, OPEN)) {
      for (Peer peer : Peer.values()) {
        for (var member : Set.of("supply-server", "demand-server", "pricing-server", "client")) {
          assertThat(allowed(mesh, peer, certificates.files(member)))
              .as("%s by %s", peer, member)
              .isEqualTo(plus(HEALTH, right(member, peer)));
        }
        assertThat(allowed(mesh, peer, certificates.files("fare")))
            .as("%s by fare", peer)
            .isEqualTo(everythingOf(peer));
        assertThat(allowed(mesh, peer, new Impostor(certificates).named("spiffe://other.dev/fare")))
            .as("%s by a namesake of another trust domain", peer)
            .isEqualTo(HEALTH);
      }
    }
  }

  @Test
  void whoDoesNotSayWhoItIsReachesNoMethodOfAServerThatServesOthers() throws Exception {
    var authority = certificates.files("fare").authorities();
    var nobody = new TlsFiles(Optional.empty(), Optional.empty(), authority);
    var nameless = new Impostor(certificates).nameless();
    try (var mesh = new JvmMesh(certificates, OPEN)) {
      for (Peer peer : Peer.values()) {
        for (TlsFiles files : Set.of(nobody, nameless)) {
          assertThat(ends(mesh, peer, files).values())
              .as("%s", peer)
              .hasSameSizeAs(Contracts.methods())
              .containsOnly(new End(Status.Code.UNAUTHENTICATED, "CALLER_UNKNOWN"));
        }
        assertThat(allowed(mesh, peer, certificates.files("fare"))).isEqualTo(everythingOf(peer));
      }
    }
  }

  /** Not even to whom the rules name. */
  @Test
  void whatWasNotOpenedIsClosedToEverybody() {
    try (var mesh = new JvmMesh(certificates, Controls.NONE)) {
      for (Peer peer : Peer.values()) {
        var ends = ends(mesh, peer, certificates.files("fare"));
        assertThat(ends)
            .containsEntry(
                "faremesh.mesh.v1.MeshService/SwitchProtection",
                new End(Status.Code.PERMISSION_DENIED, "MESH_CONTROL_DISABLED"));
        assertThat(Contracts.methods("faremesh.mesh.v1.FaultService/", REFLECTION))
            .hasSizeGreaterThan(1)
            .extracting(ends::get)
            .containsOnly(new End(Status.Code.UNIMPLEMENTED, "METHOD_UNKNOWN"));
      }
    }
  }

  private static Set<String> right(String member, Peer peer) {
    return switch (member) {
      case "client" -> Set.copyOf(OF_CLIENTS.getOrDefault(peer, Set.of()));
      case "pricing-server" ->
          switch (peer) {
            case SUPPLY -> Set.of(SUPPLY + "GetSupply");
            case DEMAND -> Set.of(DEMAND + "GetDemand");
            case PRICING -> Set.of(PRICING + "QuoteRide"); // itself, to warm up
          };
      case "supply-server" -> peer == Peer.SUPPLY ? Set.of(SUPPLY + "GetSupply") : Set.of();
      case "demand-server" -> peer == Peer.DEMAND ? Set.of(DEMAND + "GetDemand") : Set.of();
      default -> throw new IllegalArgumentException(member);
    };
  }

  private static Set<String> everythingOf(Peer peer) {
    var own =
        switch (peer) {
          case SUPPLY -> SUPPLY;
          case DEMAND -> DEMAND;
          case PRICING -> PRICING;
        };
    return Contracts.methods(own, "faremesh.mesh.v1.", REFLECTION, "grpc.health.v1.Health/");
  }

  private static Set<String> plus(Set<String> methods, Set<String> more) {
    var all = new TreeSet<>(methods);
    all.addAll(more);
    return all;
  }

  /** All methods that a caller is let in to; all others refuse in the one way. */
  private Set<String> allowed(JvmMesh mesh, Peer peer, TlsFiles files) {
    var allowed = new TreeSet<String>();
    ends(mesh, peer, files)
        .forEach((method, end) -> {
          if (!end.equals(new End(Status.Code.PERMISSION_DENIED, "ACCESS_DENIED"))) {
            assertThat(end.answered()).as("%s: %s", method, end).isTrue();
            allowed.add(method);
          }
        });
    return allowed;
  }

  private Map<String, End> ends(JvmMesh mesh, Peer peer, TlsFiles files) {
    var ends = new TreeMap<String, End>();
    try (var material = TlsMaterial.open(files, InstantSource.system(), loop.timer());
        var channel =
            MeshChannel.open(
                mesh.address(peer),
                loop,
                ChannelSettings.WHATEVER_HEALTH_SAYS.with(material.calling()))) {
      for (String method : Contracts.methods()) {
        ends.put(method, call(channel.layers(), method));
      }
    }
    return ends;
  }

  private record End(Status.Code code, String reason) {
    /** By what serves the method. */
    boolean answered() {
      return code == Status.Code.OK || code == Status.Code.INVALID_ARGUMENT;
    }
  }

  /** Calls a method with an empty request, and hangs up after the first answer. */
  private static End call(Channel channel, String name) {
    var method =
        MethodDescriptor.<byte[], byte[]>newBuilder()
            .setType(MethodDescriptor.MethodType.BIDI_STREAMING)
            .setFullMethodName(name)
            .setRequestMarshaller(RawBytes.INSTANCE)
            .setResponseMarshaller(RawBytes.INSTANCE)
            .build();
    var end = new CompletableFuture<End>();
    var call = channel.newCall(method, CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS));
    call.start(
        new ClientCall.Listener<byte[]>() {
          @Override
          public void onMessage(byte[] message) {
            end.complete(new End(Status.Code.OK, ""));
            call.cancel("answered", null);
          }

          @Override
          public void onClose(Status status, Metadata trailers) {
            var reason = ErrorStatus.infoOf(status, trailers).map(info -> info.getReason());
            end.complete(new End(status.getCode(), reason.orElse("")));
          }
        },
        new Metadata());
    call.request(2);
    call.sendMessage(new byte[0]);
    call.halfClose();
    return end.join();
  }
}
