package dev.faremesh.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.type.LatLng;
import dev.faremesh.pricing.v1.PricingMode;
import dev.faremesh.pricing.v1.Quote;
import dev.faremesh.pricing.v1.QuoteRideRequest;
import dev.faremesh.system.CityFeed.Open;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The images, run as strictly as a cluster runs them. */
@Timeout(300)
class ImagesIT {
  private static final String FARE = "fare";
  private static final List<String> IMAGES =
      List.of("supply-server", "demand-server", "pricing-server", FARE);
  private static final List<String> LIMITED = List.of("--memory=512m", "--memory-swap=512m");
  private static final int SIGTERM = 128 + 15;
  private static final LatLng TIMES_SQUARE =
      LatLng.newBuilder().setLatitude(40.7580).setLongitude(-73.9855).build();
  private static final QuoteRideRequest RIDE =
      QuoteRideRequest.newBuilder()
          .setCity(CityFeed.CITY)
          .setProduct("standard")
          .setPickup(TIMES_SQUARE)
          .setDropoff(LatLng.newBuilder().setLatitude(40.6413).setLongitude(-73.7781))
          .setAllowBaseFare(true)
          .build();

  @TempDir private static Path folder;
  private static Podman podman;
  private static List<String> limits = List.of();

  @BeforeAll
  static void loadTheImages() {
    if (!Podman.isInstalled()) {
      skip("podman and runc are not installed");
    }
    for (String image : IMAGES) {
      if (!Files.isReadable(Podman.image(image))) {
        skip(Podman.image(image) + " was not built (mvn -Pimages does)");
      }
    }
    podman = new Podman(folder.resolve("storage"));
    IMAGES.forEach(podman::load);
    limits = fare(LIMITED, "--version").exitCode() == 0 ? LIMITED : List.of();
  }

  @AfterAll
  static void removeAll() {
    if (podman != null) {
      podman.close();
    }
  }

  @Test
  void threeContainersPriceARideAndDrainWhenToldTo() throws Exception {
    try (var mesh = new ContainerMesh(podman, limits);
        var clients = new Clients(mesh)) {
      CityFeed.drivers(clients, 5, TIMES_SQUARE);
      CityFeed.sessions(clients, 12, TIMES_SQUARE);
      Quote quote;
      do {
        quote = clients.pricing().quoteRide(RIDE).getQuote();
      } while (quote.getMode() != PricingMode.PRICING_MODE_LIVE);
      assertThat(quote.getMultiplier()).isBetween(1.5, 3.0);

      var receipt =
          fare(
              limits,
              "quote",
              "40.7580,-73.9855",
              "40.6413,-73.7781",
              "--target=pricing=" + mesh.address(Peer.PRICING));
      assertThat(receipt.exitCode()).as(receipt.err()).isZero();
      assertThat(receipt.out()).contains("multiplier");

      drains(mesh, clients, Peer.PRICING, () -> clients.pricing().quoteRide(RIDE));
      drains(mesh, clients, Peer.DEMAND, CityFeed.openSessions(clients, 0, TIMES_SQUARE));
      drains(mesh, clients, Peer.SUPPLY, CityFeed.openDrivers(clients, 0, TIMES_SQUARE));
    }
  }

  /**
   * A server that is told to end says first that it serves no more, and still ends well what its
   * callers have with it.
   *
   * @param unfinished what a caller has yet to do, and must succeed
   */
  private static void drains(ContainerMesh mesh, Clients clients, Peer peer, Open unfinished)
      throws Exception {
    var health = HealthGrpc.newBlockingV2Stub(clients.channel(peer));
    var states = health.watch(HealthCheckRequest.getDefaultInstance());
    assertThat(states.read().getStatus()).isEqualTo(ServingStatus.SERVING);

    var exitCode = CompletableFuture.supplyAsync(() -> mesh.stop(peer));
    assertThat(states.read(30, TimeUnit.SECONDS).getStatus())
        .as(peer.program())
        .isEqualTo(ServingStatus.NOT_SERVING);
    unfinished.finish();
    assertThat(exitCode.join()).as(peer.program()).isEqualTo(SIGTERM);
  }

  @Test
  void everyImageSaysWhatIsInIt() throws IOException {
    for (String image : IMAGES) {
      var file = folder.resolve(image + ".cdx.json");
      podman.copy(image, "/app/" + image + ".cdx.json", file);
      var components = new ObjectMapper().readTree(file.toFile()).path("components");
      for (String name :
          List.of("grpc-api", "openjdk", "libc6", "zlib1g", "ca-certificates", "tzdata")) {
        assertThat(components)
            .as(image)
            .anyMatch(component ->
                component.path("name").asText().equals(name) && hasVersionAndLocation(component));
      }
    }
  }

  private static boolean hasVersionAndLocation(JsonNode component) {
    var version = component.path("version").asText();
    return !version.isEmpty() && component.path("purl").asText().contains("@" + version.charAt(0));
  }

  /** A limit of memory takes a cgroup, which an engine may not make everywhere. */
  @Test
  void noContainerGetsMoreMemoryThanItsLimit() {
    if (limits.isEmpty()) {
      skip("the memory limit, which this engine cannot set: " + fare(LIMITED, "--version").err());
    }
    var shown =
        fare(
            List.of(
                "--memory=512m",
                "--memory-swap=512m",
                "--env=" + Podman.JAVA_OPTIONS + " -XshowSettings:system"),
            "--version");
    assertThat(shown.exitCode()).as(shown.err()).isZero();
    assertThat(shown.out() + shown.err()).contains("Memory Limit: 512.00M");
  }

  /** Nobody reads why a test was aborted: it is printed too. */
  private static void skip(String reason) {
    System.out.println("SKIPPED: " + reason.strip());
    abort(reason);
  }

  private static Command fare(List<String> options, String... arguments) {
    return Command.run(podman.run(FARE, options, List.of(arguments)));
  }
}
