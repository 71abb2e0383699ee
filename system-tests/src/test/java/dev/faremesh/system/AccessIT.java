package dev.faremesh.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.cli.certs.DevelopmentCertificates;
import dev.faremesh.demand.v1.DemandServiceGrpc;
import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.mesh.server.ChannelSettings;
import dev.faremesh.mesh.server.EventLoop;
import dev.faremesh.mesh.server.MeshChannel;
import dev.faremesh.mesh.tls.TlsFiles;
import dev.faremesh.mesh.tls.TlsMaterial;
import dev.faremesh.mesh.v1.FaultServiceGrpc;
import dev.faremesh.mesh.v1.MeshServiceGrpc;
import dev.faremesh.pricing.v1.PricingServiceGrpc;
import dev.faremesh.supply.v1.SupplyServiceGrpc;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who may call which method of a mesh with TLS: every method of the contracts is tried. */
@Timeout(180)
class AccessIT {
  /** Netty logs each handshake that fails. */
  private static final Logger NETTY = Logger.getLogger("io.grpc");

  private static final Map<Peer, ServiceDescriptor> SERVICES =
      Map.of(
          Peer.SUPPLY, SupplyServiceGrpc.getServiceDescriptor(),
          Peer.DEMAND, DemandServiceGrpc.getServiceDescriptor(),
          Peer.PRICING, PricingServiceGrpc.getServiceDescriptor());
  private static final List<ServiceDescriptor> OF_EVERY_SERVER =
      List.of(
          MeshServiceGrpc.getServiceDescriptor(),
          FaultServiceGrpc.getServiceDescriptor(),
          ServerReflectionGrpc.getServiceDescriptor(),
          HealthGrpc.getServiceDescriptor());

  private final EventLoop loop = EventLoop.start(1);
  @TempDir private Path folder = Path.of("");
  private DevelopmentCertificates certificates = new DevelopmentCertificates(Path.of(""));

  @BeforeEach
  void makeCertificates() throws Exception {
    NETTY.setLevel(Level.OFF);
    certificates = new DevelopmentCertificates(folder.resolve("tls"));
    certificates.ensure(Instant.now());
  }

  @AfterEach
  void stop() {
    loop.close();
    NETTY.setLevel(null);
  }

  @Test
  void eachCallerMayCallWhatTheEdgesOfTheMeshNameAndNothingElse() {
    try (var mesh = new JvmMesh(certificates)) {
      var health = Set.of("grpc.health.v1.Health/Check", "grpc.health.v1.Health/Watch");
      assertThat(allowed(mesh, Peer.SUPPLY, "demand-server")).isEqualTo(health);
      assertThat(allowed(mesh, Peer.DEMAND, "supply-server")).isEqualTo(health);
      assertThat(allowed(mesh, Peer.PRICING, "supply-server")).isEqualTo(health);
      assertThat(allowed(mesh, Peer.SUPPLY, "pricing-server"))
          .isEqualTo(plus(health, "faremesh.supply.v1.SupplyService/GetSupply"));
      assertThat(allowed(mesh, Peer.DEMAND, "pricing-server"))
          .isEqualTo(plus(health, "faremesh.demand.v1.DemandService/GetDemand"));
    }
  }

  @Test
  void peopleMayCallEverything() {
    try (var mesh = new JvmMesh(certificates)) {
      for (Peer peer : Peer.values()) {
        assertThat(allowed(mesh, peer, "fare")).isEqualTo(methodsOf(peer));
      }
    }
  }

  @Test
  void whoShowsNoCertificateReachesNoMethod() {
    var authority = certificates.files("fare").authorities();
    var nobody = new TlsFiles(Optional.empty(), Optional.empty(), authority);
    try (var mesh = new JvmMesh(certificates);
        var material = TlsMaterial.open(nobody, InstantSource.system(), loop.timer())) {
      for (Peer peer : Peer.values()) {
        try (var channel = open(mesh, peer, material)) {
          for (String method : methodsOf(peer)) {
            assertThat(call(channel.layers(), method).code())
                .describedAs(method)
                .isEqualTo(Status.Code.UNAVAILABLE);
          }
        }
      }
    }
  }

  private static Set<String> plus(Set<String> methods, String more) {
    var all = new TreeSet<>(methods);
    all.add(more);
    return all;
  }

  /** All methods of a server that a member is let in to; all others refuse in the one way. */
  private Set<String> allowed(JvmMesh mesh, Peer peer, String member) {
    var allowed = new TreeSet<String>();
    try (var material =
            TlsMaterial.open(certificates.files(member), InstantSource.system(), loop.timer());
        var channel = open(mesh, peer, material)) {
      for (String method : methodsOf(peer)) {
        var end = call(channel.layers(), method);
        if (end.code() == Status.Code.PERMISSION_DENIED) {
          assertThat(end.reason()).describedAs(method).isEqualTo("ACCESS_DENIED");
        } else {
          allowed.add(method);
        }
      }
    }
    return allowed;
  }

  private static Set<String> methodsOf(Peer peer) {
    var methods = new TreeSet<String>();
    SERVICES.get(peer).getMethods().forEach(method -> methods.add(method.getFullMethodName()));
    for (ServiceDescriptor service : OF_EVERY_SERVER) {
      service.getMethods().forEach(method -> methods.add(method.getFullMethodName()));
    }
    return methods;
  }

  private MeshChannel open(JvmMesh mesh, Peer peer, TlsMaterial material) {
    return MeshChannel.open(
        mesh.address(peer), loop, ChannelSettings.WHATEVER_HEALTH_SAYS.with(material.calling()));
  }

  private record End(Status.Code code, String reason) {}

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
