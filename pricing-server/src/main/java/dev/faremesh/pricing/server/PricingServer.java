package dev.faremesh.pricing.server;

import com.google.type.LatLng;
import dev.faremesh.mesh.RequestValidator;
import dev.faremesh.mesh.access.AccessRules;
import dev.faremesh.mesh.call.Protection;
import dev.faremesh.mesh.server.MeshChannel;
import dev.faremesh.mesh.server.MeshNode;
import dev.faremesh.mesh.server.MeshServer;
import dev.faremesh.mesh.stream.Watchers;
import dev.faremesh.pricing.Area;
import dev.faremesh.pricing.CrowFlyRouter;
import dev.faremesh.pricing.DemandSource;
import dev.faremesh.pricing.Market;
import dev.faremesh.pricing.Position;
import dev.faremesh.pricing.Quoter;
import dev.faremesh.pricing.SupplySource;
import dev.faremesh.pricing.SurgePolicy;
import dev.faremesh.pricing.Surveyor;
import dev.faremesh.pricing.Tariffs;
import dev.faremesh.pricing.rpc.BalanceOption;
import dev.faremesh.pricing.rpc.DemandReader;
import dev.faremesh.pricing.rpc.PricingErrors;
import dev.faremesh.pricing.rpc.PricingRpc;
import dev.faremesh.pricing.rpc.QuoteTokens;
import dev.faremesh.pricing.rpc.SupplyReader;
import dev.faremesh.pricing.v1.GetSurgeRequest;
import dev.faremesh.pricing.v1.PricingServiceGrpc;
import dev.faremesh.pricing.v1.QuoteRideRequest;
import dev.faremesh.pricing.v1.WatchSurgeRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Wires pricing-server. */
public final class PricingServer {
  private static final AccessRules ACCESS = AccessRules.beside(PricingServer.class, "access.rules");

  private PricingServer() {}

  /**
   * Starts to serve, whether supply and demand are there or not.
   *
   * @param clock wall time
   * @return the running server; closing it closes all that was started
   * @throws java.io.UncheckedIOException when the address cannot be had
   * @throws IllegalArgumentException when a target is no gRPC name, or a file is wrong
   */
  public static MeshServer start(PricingSettings settings, InstantSource clock) {
    var node = MeshNode.start("pricing-server", settings.server(), ACCESS);
    try {
      return start(settings, clock, node);
    } catch (RuntimeException e) {
      node.close();
      throw e;
    }
  }

  private static MeshServer start(PricingSettings settings, InstantSource clock, MeshNode node) {
    var tariffs = TariffsInForce.open(settings.tariffFile(), node.loop().timer());
    var keys = KeysInForce.open(settings.quoteKeys(), node.loop().timer());
    var supply = open("supply", settings.supplyTarget(), node);
    var demand = open("demand", settings.demandTarget(), node);
    var watchers = new Watchers(node.loop().timer(), settings.server().maxWatchers());
    var loop = node.loop().afterThisRun();
    var pricing =
        pricing(
            new SupplyReader(supply.layers(), supply.edge(), loop),
            new DemandReader(demand.layers(), demand.edge(), loop),
            tariffs,
            new QuoteTokens(keys),
            clock,
            watchers);
    var validator =
        RequestValidator.warmed(
            List.of(
                QuoteRideRequest.getDescriptor(),
                GetSurgeRequest.getDescriptor(),
                WatchSurgeRequest.getDescriptor(),
                dev.faremesh.type.v1.Area.getDescriptor()));
    var _ = Area.around(new Position(0, 0), 1); // loads H3 before the first quote needs it
    // What is rehearsed cold says nothing of dependencies.
    node.switches().set(Protection.BREAKER, false);
    var server =
        node.serve(new PricingErrors(), validator, List.of(pricing))
            .onDrain(watchers::close)
            .closingAfter(tariffs)
            .closingAfter(keys)
            .rehearse(self ->
                PricingServiceGrpc.newBlockingStub(self)
                    .quoteRide(rehearsed(tariffs.get().markets().getFirst())));
    node.switches().set(Protection.BREAKER, true);
    return server.ready();
  }

  private static QuoteRideRequest rehearsed(Market market) {
    return QuoteRideRequest.newBuilder()
        .setCity(market.city())
        .setProduct(market.product())
        .setPickup(LatLng.getDefaultInstance())
        .setDropoff(LatLng.getDefaultInstance())
        .setAllowBaseFare(true)
        .setRiderId("rehearsal")
        .build();
  }

  private static MeshChannel open(String edge, String target, MeshNode node) {
    try {
      return node.open(edge, target);
    } catch (IllegalArgumentException e) {
      throw PricingSettings.noTarget(edge + "-target", target);
    }
  }

  private static PricingRpc pricing(
      SupplySource supply,
      DemandSource demand,
      Supplier<Tariffs> tariffs,
      QuoteTokens tokens,
      InstantSource clock,
      Watchers watchers) {
    var policy = new SurgePolicy(BalanceOption.standard(), clock);
    return new PricingRpc(
        new Quoter(
            supply,
            demand,
            policy,
            tariffs,
            new CrowFlyRouter(),
            clock,
            () -> UUID.randomUUID().toString()),
        tokens,
        clock,
        new Surveyor(supply, demand, policy, tariffs),
        watchers);
  }
}
