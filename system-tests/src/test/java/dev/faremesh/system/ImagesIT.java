package dev.faremesh.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.type.LatLng;
import dev.faremesh.pricing.v1.PricingMode;
import dev.faremesh.pricing.v1.Quote;
import dev.faremesh.pricing.v1.QuoteRideRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The images, run as strictly as a cluster runs them. */
@Timeout(240)
class ImagesIT {
  private static final String FARE = "fare";
  private static final List<String> IMAGES =
      List.of("supply-server", "demand-server", "pricing-server", FARE);
  private static final List<String> LIMITED = List.of("--memory=512m", "--memory-swap=512m");
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

  @TempDir private Path storage;

  @BeforeAll
  static void needsAnEngineAndImages() {
    assumeTrue(Podman.isInstalled(), "podman and runc are not installed");
    for (String image : IMAGES) {
      var file = Podman.image(image);
      assumeTrue(Files.isReadable(file), () -> file + " was not built (mvn -Pimages does)");
    }
  }

  @Test
  void threeContainersPriceARideAndDrainWhenToldTo() {
    try (var podman = new Podman(storage)) {
      IMAGES.forEach(podman::load);
      var limits = limitsThatWork(podman);
      try (var mesh = new ContainerMesh(podman, limits)) {
        try (var clients = new Clients(mesh)) {
          CityFeed.drivers(clients, 5, TIMES_SQUARE);
          CityFeed.sessions(clients, 12, TIMES_SQUARE);
          Quote quote;
          do {
            quote = clients.pricing().quoteRide(RIDE).getQuote();
          } while (quote.getMode() != PricingMode.PRICING_MODE_LIVE);
          assertThat(quote.getMultiplier()).isBetween(1.5, 3.0);
        }
        var receipt =
            fare(
                podman,
                limits,
                "quote",
                "40.7580,-73.9855",
                "40.6413,-73.7781",
                "--target=pricing=" + mesh.address(Peer.PRICING));
        assertThat(receipt.exitCode()).as(receipt.err()).isZero();
        assertThat(receipt.out()).contains("multiplier");

        for (Peer peer : List.of(Peer.PRICING, Peer.DEMAND, Peer.SUPPLY)) {
          assertThat(mesh.stop(peer)).as(peer.program()).isEqualTo(143); // 128 + SIGTERM: drained
        }
      }
    }
  }

  /** A limit of memory takes a cgroup, which an engine may not make everywhere. */
  private static List<String> limitsThatWork(Podman podman) {
    var limited = fare(podman, LIMITED, "--version");
    if (limited.exitCode() == 0) {
      return LIMITED;
    }
    var free = fare(podman, List.of(), "--version");
    assertThat(free.exitCode()).as(free.err()).isZero();
    System.out.println("SKIPPED: the memory limit, which fails here: " + limited.err().strip());
    return List.of();
  }

  private static Command fare(Podman podman, List<String> options, String... arguments) {
    return Command.run(podman.run(FARE, options, List.of(arguments)));
  }
}
