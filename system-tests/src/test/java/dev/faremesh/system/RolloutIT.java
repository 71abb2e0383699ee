package dev.faremesh.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.type.LatLng;
import dev.faremesh.mesh.call.Protection;
import dev.faremesh.mesh.call.Switches;
import dev.faremesh.mesh.policy.Policies;
import dev.faremesh.mesh.server.ChannelSettings;
import dev.faremesh.mesh.server.EventLoop;
import dev.faremesh.mesh.server.MeshChannel;
import dev.faremesh.pricing.v1.QuoteRideRequest;
import dev.faremesh.system.Deployment.Stop;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Rollouts with the probes and the shutdown that the manifests have. Callers go round the pods by
 * themselves and try nothing twice, so that a call that a rollout cuts off is lost.
 */
@Timeout(300)
class RolloutIT {
  private static final int QUOTES_PER_SECOND = 200;
  private static final LatLng HERE = position(40.7580, -73.9855);

  private final EventLoop loop = EventLoop.start(1);

  @Test
  void aRolloutOfEveryServerLosesNoQuote() {
    try (var mesh = new RollingMesh();
        var channel = oneTry(mesh.pricing.target());
        var load = load(mesh, channel)) {
      long warm = load.awaitSteady();
      mesh.pricing.roll(Stop.IN_ORDER);
      long pricing = System.nanoTime();
      mesh.supply.roll(Stop.IN_ORDER);
      mesh.demand.roll(Stop.IN_ORDER);
      long all = System.nanoTime();
      OutageIT.pass(Duration.ofSeconds(1)); // what was under way has ended

      System.out.println("rollout of pricing: " + load.between(warm, pricing));
      System.out.println("rollout of supply and demand: " + load.between(pricing, all));
      load.between(warm, all).assumeOffered();
      assertThat(load.between(warm, all).all()).hasSizeGreaterThan(1_000);
      assertThat(load.between(warm, pricing).notOk()).isZero();
      assertThat(load.between(pricing, all).notOk()).isZero();
    } finally {
      loop.close();
    }
  }

  @Test
  void withoutTheOrderOfAStopQuotesAreLost() {
    try (var mesh = new RollingMesh();
        var channel = oneTry(mesh.pricing.target());
        var load = load(mesh, channel)) {
      long warm = load.awaitSteady();
      long lost = 0;
      for (int i = 0; i < 5 && lost == 0; i++) { // now and then none is in flight
        mesh.pricing.roll(Stop.AT_ONCE);
        lost = load.between(warm, OutageIT.pass(Duration.ofSeconds(1))).notOk();
      }
      assertThat(lost).isPositive();
    } finally {
      loop.close();
    }
  }

  private MeshChannel oneTry(String target) {
    var switches = Switches.allOn();
    switches.set(Protection.RETRY, false);
    return MeshChannel.open(
        "pricing", target, "", loop, Policies.ofContracts(), switches, ChannelSettings.DEFAULT);
  }

  private static QuoteLoad load(RollingMesh mesh, MeshChannel channel) {
    try (var clients = new Clients(mesh.targets())) {
      CityFeed.drivers(clients, 5, HERE);
      CityFeed.sessions(clients, 12, HERE);
    }
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

  /** Two pricing-servers, and one of each of the others. */
  private static final class RollingMesh implements AutoCloseable {
    final Deployment supply = new Deployment(Peer.SUPPLY, 1, Map.of());
    final Deployment demand = new Deployment(Peer.DEMAND, 1, Map.of());
    final Deployment pricing =
        new Deployment(
            Peer.PRICING,
            2,
            Map.of(
                "PRICING_SUPPLY_TARGET", supply.target(),
                "PRICING_DEMAND_TARGET", demand.target()));

    Map<Peer, String> targets() {
      return Map.of(
          Peer.SUPPLY, supply.target(),
          Peer.DEMAND, demand.target(),
          Peer.PRICING, pricing.target());
    }

    @Override
    public void close() {
      pricing.close();
      demand.close();
      supply.close();
    }
  }
}
