package dev.faremesh.demand.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.type.LatLng;
import dev.faremesh.demand.v1.DemandServiceGrpc;
import dev.faremesh.demand.v1.RequestRideRequest;
import dev.faremesh.mesh.server.ServerSettings;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class DemandServerTest {
  private final InstantSource clock = InstantSource.system();

  @Test
  void serverServesWhenItHasStarted() {
    try (var server = DemandServer.start(settings(0), clock)) {
      var channel = channel(server.port());
      var health = HealthGrpc.newBlockingStub(channel);

      for (String service : new String[] {"", "faremesh.demand.v1.DemandService"}) {
        var request = HealthCheckRequest.newBuilder().setService(service).build();
        assertThat(health.check(request).getStatus()).isEqualTo(ServingStatus.SERVING);
      }
      channel.shutdownNow();
    }
  }

  @Test
  void rideIdsComeFromWhereTheyAreToldTo() {
    try (var server = DemandServer.start(settings(0), clock, () -> "ride-7")) {
      var channel = channel(server.port());
      var ride =
          DemandServiceGrpc.newBlockingStub(channel)
              .requestRide(
                  RequestRideRequest.newBuilder()
                      .setRequestId(UUID.randomUUID().toString())
                      .setRiderId("rider-11")
                      .setCity("nyc")
                      .setProduct("standard")
                      .setPickup(LatLng.newBuilder().setLatitude(40.758).setLongitude(-73.9855))
                      .build())
              .getRide();

      assertThat(ride.getRideId()).isEqualTo("ride-7");
      channel.shutdownNow();
    }
  }

  @Test
  void portThatIsTakenIsNamed() {
    try (var server = DemandServer.start(settings(0), clock)) {
      assertThatThrownBy(() -> DemandServer.start(settings(server.port()), clock))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("127.0.0.1:" + server.port());
    }
  }

  @Test
  void keyFileThatIsNotThereIsNamed() {
    var settings =
        new DemandSettings(
            ServerSettings.local(0),
            Duration.ofMinutes(5),
            Map.of(),
            Optional.of(Path.of("absent.json")));

    assertThatThrownBy(() -> DemandServer.start(settings, clock))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("quote-keys: absent.json: no such file");
  }

  private static DemandSettings settings(int port) {
    return new DemandSettings(ServerSettings.local(port), Duration.ofMinutes(5));
  }

  private static io.grpc.ManagedChannel channel(int port) {
    return Grpc.newChannelBuilder("127.0.0.1:" + port, InsecureChannelCredentials.create()).build();
  }
}
