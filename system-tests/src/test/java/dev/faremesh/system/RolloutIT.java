package dev.faremesh.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.protobuf.util.Durations;
import com.google.type.LatLng;
import dev.faremesh.mesh.call.Protection;
import dev.faremesh.mesh.call.Switches;
import dev.faremesh.mesh.policy.Policies;
import dev.faremesh.mesh.server.ChannelSettings;
import dev.faremesh.mesh.server.EventLoop;
import dev.faremesh.mesh.server.MeshChannel;
import dev.faremesh.mesh.v1.Delay;
import dev.faremesh.mesh.v1.Fault;
import dev.faremesh.mesh.v1.FaultServiceGrpc;
import dev.faremesh.mesh.v1.InjectFaultRequest;
import dev.faremesh.pricing.v1.PricingMode;
import dev.faremesh.pricing.v1.QuoteRideRequest;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.opentest4j.TestAbortedException;

/**
 * Rollouts with the probes and the shutdown that the manifests have. Callers go round the pods by
 * themselves and try nothing twice, so that a call that a rollout cuts off is lost.
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
  void aRolloutOfEveryServerLosesNoQuote() {
    try (var mesh = new RollingMesh(PodManifest.of(Peer.PRICING));
        var channel = oneTry(mesh.pricing.target());
        var load = load(mesh, channel)) {
      rollsPricingWithoutALoss(mesh, load);
      rollsWithoutALoss(mesh, load, Peer.SUPPLY);
      rollsWithoutALoss(mesh, load, Peer.DEMAND);
    }
  }

  @Test
  void withoutTheOrderOfAStopTheSameRolloutLosesQuotes() {
    var hasty = PodManifest.of(Peer.PRICING).withoutOrderOfStop(Peer.PRICING);
    try (var mesh = new RollingMesh(hasty);
        var channel = oneTry(mesh.pricing.target());
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
    mesh.pricing.roll();
    var quotes = load.since(warm);
    System.out.println("rollout of pricing: " + quotes);
    quotes.assumeMadeInTime();
    quotes.assertNoneLost();
  }

  /** While one of the servers that pricing asks forgets all it knew, and is told anew. */
  private static void rollsWithoutALoss(RollingMesh mesh, QuoteLoad load, Peer peer) {
    load.awaitLive();
    long from = System.nanoTime();
    mesh.of(peer).roll();
    var forgotten = load.second();
    mesh.feed(peer);
    load.awaitLive();
    var quotes = load.since(from);
    System.out.println("rollout of " + peer + ": " + quotes);
    quotes.assumeMadeInTime();
    quotes.assertNoneLost();
    assertThat(forgotten.count(PricingMode.PRICING_MODE_LIVE)).as("%s", forgotten).isZero();
  }

  private MeshChannel oneTry(String target) {
    var switches = Switches.allOn();
    switches.set(Protection.RETRY, false);
    return MeshChannel.open(
        "pricing", target, "", loop, Policies.ofContracts(), switches, ChannelSettings.DEFAULT);
  }

  private static QuoteLoad load(RollingMesh mesh, MeshChannel channel) {
    mesh.feed(Peer.SUPPLY);
    mesh.feed(Peer.DEMAND);
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
    final Deployment supply = one(Peer.SUPPLY);
    final Deployment demand = one(Peer.DEMAND);
    final Deployment pricing;

    RollingMesh(PodManifest manifest) {
      pricing =
          new Deployment(
              Peer.PRICING,
              2,
              manifest,
              Map.of(
                  "PRICING_SUPPLY_TARGET", supply.target(),
                  "PRICING_DEMAND_TARGET", demand.target(),
                  "PRICING_FAULTS", "true"));
    }

    private static Deployment one(Peer peer) {
      return new Deployment(peer, 1, PodManifest.of(peer), Map.of());
    }

    Deployment of(Peer peer) {
      return switch (peer) {
        case SUPPLY -> supply;
        case DEMAND -> demand;
        case PRICING -> pricing;
      };
    }

    /** Tells a server that knows nothing of the city. */
    void feed(Peer peer) {
      try (var clients = new Clients(targets())) {
        switch (peer) {
          case SUPPLY -> CityFeed.drivers(clients, 5, HERE);
          case DEMAND -> CityFeed.sessions(clients, 12, HERE);
          case PRICING -> throw new IllegalArgumentException("it keeps nothing");
        }
      }
    }

    /**
     * Those of the pods that are to go: so each of them has quotes under way when it does. By far
     * less than what admission takes for late, which would shed quotes on a machine that stalls.
     */
    void slowQuotes() {
      var fault =
          Fault.newBuilder()
              .setFaultId(UUID.randomUUID().toString())
              .setMethod("faremesh.pricing.v1.PricingService/QuoteRide")
              .setPercentage(100)
              .setDelay(Delay.newBuilder().setFixed(Durations.fromMillis(60)))
              .setLasts(Durations.fromMinutes(5))
              .build();
      pricing.eachPod(channel -> {
        var _ =
            FaultServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(Duration.ofSeconds(5))
                .injectFault(InjectFaultRequest.newBuilder().setFault(fault).build());
      });
    }

    private Map<Peer, String> targets() {
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
