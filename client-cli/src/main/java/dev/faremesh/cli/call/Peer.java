package dev.faremesh.cli.call;

import dev.faremesh.demand.v1.DemandServiceGrpc;
import dev.faremesh.pricing.v1.PricingServiceGrpc;
import dev.faremesh.supply.v1.SupplyServiceGrpc;
import java.util.Locale;

/** A server of the mesh. */
public enum Peer {
  SUPPLY(50_051, SupplyServiceGrpc.SERVICE_NAME),
  DEMAND(50_052, DemandServiceGrpc.SERVICE_NAME),
  PRICING(50_053, PricingServiceGrpc.SERVICE_NAME);

  private final int port;
  private final String service;

  Peer(int port, String service) {
    this.port = port;
    this.service = service;
  }

  /** The port that it listens on when nobody says otherwise. */
  public int port() {
    return port;
  }

  /** The full name of its gRPC service. */
  public String service() {
    return service;
  }

  /** As it is written on the command line: supply, demand or pricing. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
