package dev.faremesh.pricing.server;

import static dev.faremesh.pricing.rpc.ScriptedServer.fresh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.util.Durations;
import dev.faremesh.mesh.server.ServerSettings;
import dev.faremesh.pricing.rpc.Requests;
import dev.faremesh.pricing.v1.PricingServiceGrpc;
import dev.faremesh.pricing.v1.QuoteRideRequest;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class PricingServerTest {
  private static final QuoteRideRequest REQUEST = Requests.quoteRide();
  private static final String NOBODY = "127.0.0.1:1";

  @Test
  @DisplayName("T34: quotes say that they live on what is last known, until they need not")
  void quotesHealByThemselvesWhenADependencyIsBack() {
    try (var mesh = ScriptedMesh.start()) {
      mesh.supply.drivers(7, fresh(5, 0.9));
      mesh.demand.riders(11, 13, fresh(5, 0.9));
      assertThat(mesh.quoteUntil(REQUEST, Expected::isLive)).matches(Expected::isLive);

      mesh.stopDemand();
      var without = mesh.quoteUntil(REQUEST, quote -> actedOnByLastKnownDemand(mesh));
      assertThat(without).matches(Expected::isLive);
      assertThat(without.getInputs(0).getFreshness()).isEqualTo(fresh(5, 0.9));
      assertThat(without.getInputs(1).getExpected()).isEqualTo(7 * 24);
      assertThat(Durations.toNanos(without.getInputs(1).getFreshness().getAge()))
          .isGreaterThan(5_000_000_000L);

      mesh.restartDemand();
      var healed =
          mesh.quoteUntil(REQUEST, q -> q.getInputs(1).getFreshness().equals(fresh(5, 0.9)));
      assertThat(healed).matches(Expected::isLive);
      assertThat(actedOnByLastKnownDemand(mesh)).isFalse();
    }
  }

  private static boolean actedOnByLastKnownDemand(ScriptedMesh mesh) {
    return mesh.acted().stream()
        .anyMatch(note -> note.matches("demand/GetDemand: last known, \\d+ ms old"));
  }

  @Test
  void servesWhileBothDependenciesAreDown() {
    var settings = new PricingSettings(ServerSettings.local(0), NOBODY, NOBODY);
    try (var pricing = PricingServer.start(settings, InstantSource.system())) {
      var channel =
          NettyChannelBuilder.forAddress("127.0.0.1", pricing.port()).usePlaintext().build();
      var client = HealthGrpc.newBlockingStub(channel).withDeadlineAfter(20, TimeUnit.SECONDS);

      for (String service : Set.of("", PricingServiceGrpc.SERVICE_NAME)) {
        var request = HealthCheckRequest.newBuilder().setService(service).build();
        assertThat(client.check(request).getStatus()).isEqualTo(ServingStatus.SERVING);
      }
      channel.shutdownNow();
    }
  }

  @Test
  void quotesAreMadeOnOneThreadAndStartNoOther() {
    Set<Thread> quoting = ConcurrentHashMap.newKeySet();
    InstantSource clock =
        () -> {
          quoting.add(Thread.currentThread());
          return Instant.parse("2026-05-04T03:02:01Z");
        };
    try (var mesh = new ScriptedMesh(clock, ServerSettings.local(0))) {
      mesh.supply.drivers(7, fresh(5, 0.9));
      mesh.demand.riders(11, 13, fresh(5, 0.9));
      var _ = mesh.quoteUntil(REQUEST, Expected::isLive); // starts what is started once
      quoting.clear();
      var before = Thread.getAllStackTraces().keySet();

      for (int i = 0; i < 50; i++) {
        var _ = mesh.quote(REQUEST.toBuilder().setAllowBaseFare(true).build());
      }

      var started = new HashSet<>(Thread.getAllStackTraces().keySet());
      started.removeAll(before);
      assertThat(started).isEmpty();
      assertThat(quoting)
          .extracting(Thread::getName)
          .singleElement()
          .asString()
          .startsWith("event-loop");
    }
  }

  @Test
  void takenPortIsNamed() {
    var first = new PricingSettings(ServerSettings.local(0), NOBODY, NOBODY);
    try (var pricing = PricingServer.start(first, InstantSource.system())) {
      var second = new PricingSettings(ServerSettings.local(pricing.port()), NOBODY, NOBODY);

      assertThatThrownBy(() -> PricingServer.start(second, InstantSource.system()))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("cannot listen on 127.0.0.1:" + pricing.port());
    }
  }

  @Test
  void targetThatIsNoNameIsNamed() {
    var settings = new PricingSettings(ServerSettings.local(0), NOBODY, "nowhere:///demand");

    assertThatThrownBy(() -> PricingServer.start(settings, InstantSource.system()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "demand-target: 'nowhere:///demand' (expected: a gRPC name, such as 127.0.0.1:50052)");
  }

  @Test
  void keyFileThatIsNotThereIsNamed() {
    var settings =
        new PricingSettings(
            ServerSettings.local(0),
            NOBODY,
            NOBODY,
            Optional.of(Path.of("absent.json")),
            Optional.empty());

    assertThatThrownBy(() -> PricingServer.start(settings, InstantSource.system()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("quote-keys: absent.json: no such file");
  }
}
