package dev.faremesh.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.type.LatLng;
import dev.faremesh.cli.certs.DevelopmentCertificates;
import dev.faremesh.mesh.call.Protection;
import dev.faremesh.mesh.call.Switches;
import dev.faremesh.mesh.policy.Policies;
import dev.faremesh.mesh.server.EventLoop;
import dev.faremesh.mesh.server.MeshChannel;
import dev.faremesh.pricing.v1.PricingMode;
import dev.faremesh.pricing.v1.QuoteRideRequest;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/**
 * Rollouts with the probes and the shutdown that the manifests have. Callers go round the pods by
 * themselves and try nothing twice, so that a call that a rollout cuts off is lost. As in
 * production, all is mutual TLS; the control, which shows that a loss is seen, is in clear text.
 */
@Timeout(300)
class RolloutIT {
  private static final int QUOTES_PER_SECOND = 200;
  private static final LatLng HERE = position(40.7580, -73.9855);

  private final EventLoop loop = EventLoop.start(1);

  @AfterEach
  void stop() {
    loop.close();
  }

  @Test
  void aRolloutOfEveryServerLosesNoQuote(@TempDir Path folder) throws Exception {
    var certificates = new DevelopmentCertificates(folder);
    certificates.ensure(Instant.now());
    try (var mesh = RollingMesh.withMutualTls(certificates);
        var channel = oneTry(mesh);
        var load = load(mesh, channel)) {
      rollsPricingWithoutALoss(mesh, load);
      rollsWithoutALoss(mesh, load, Peer.SUPPLY);
      rollsWithoutALoss(mesh, load, Peer.DEMAND);
    }
  }

  @Test
  void withoutTheOrderOfAStopTheSameRolloutLosesQuotes() {
    try (var mesh = RollingMesh.inClearText(pods -> pods.withoutOrderOfStop(Peer.PRICING));
        var channel = oneTry(mesh);
        var load = load(mesh, channel)) {
      var failure = catchThrowable(() -> rollsPricingWithoutALoss(mesh, load));
      if (failure instanceof TestAbortedException tooSlow) {
        throw tooSlow;
      }
      assertThat(failure).isInstanceOf(AssertionError.class).hasMessageContaining("lost: ");
    }
  }

  /** While two pods are replaced, each with quotes in flight. */
  private static void rollsPricingWithoutALoss(RollingMesh mesh, QuoteLoad load) {
    long warm = load.awaitSteady();
    mesh.slowQuotes();
    mesh.roll(Peer.PRICING);
    var quotes = load.since(warm);
    System.out.println("rollout of pricing: " + quotes);
    quotes.assumeMadeInTime();
    quotes.assertNoneLost();
  }

  /** While one of the servers that pricing asks forgets all it knew, and is told anew. */
  private static void rollsWithoutALoss(RollingMesh mesh, QuoteLoad load, Peer peer) {
    load.awaitLive();
    long from = System.nanoTime();
    mesh.roll(peer);
    var forgotten = load.second();
    mesh.feed(peer, HERE);
    load.awaitLive();
    var quotes = load.since(from);
    System.out.println("rollout of " + peer + ": " + quotes);
    quotes.assumeMadeInTime();
    quotes.assertNoneLost();
    assertThat(forgotten.count(PricingMode.PRICING_MODE_LIVE)).as("%s", forgotten).isZero();
  }

  private MeshChannel oneTry(RollingMesh mesh) {
    var switches = Switches.allOn();
    switches.set(Protection.RETRY, false);
    return MeshChannel.open(
        "pricing",
        mesh.target(Peer.PRICING),
        "",
        loop,
        Policies.ofContracts(),
        switches,
        mesh.channels());
  }

  private static QuoteLoad load(RollingMesh mesh, MeshChannel channel) {
    mesh.feed(Peer.SUPPLY, HERE);
    mesh.feed(Peer.DEMAND, HERE);
    var request =
        QuoteRideRequest.newBuilder()
            .setCity(CityFeed.CITY)
            .setProduct("standard")
            .setPickup(HERE)
            .setDropoff(position(40.6413, -73.7781))
            .build();
    return new QuoteLoad(channel.layers(), request, QUOTES_PER_SECOND);
  }

  private static LatLng position(double latitude, double longitude) {
    return LatLng.newBuilder().setLatitude(latitude).setLongitude(longitude).build();
  }
}
