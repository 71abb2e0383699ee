package dev.faremesh.system;

/** The servers of the mesh, in the order in which they start. */
enum Peer {
  SUPPLY,
  DEMAND,
  PRICING;

  String program() {
    return name().toLowerCase(java.util.Locale.ROOT) + "-server";
  }
}
