package dev.faremesh.mesh.policy;

import io.grpc.MethodDescriptor;

/** What is in force for each method: what its contract says. Safe for use by threads. */
public final class Policies {
  private static final Policies CONTRACTS = new Policies();

  private Policies() {}

  /** As the contracts say. */
  public static Policies ofContracts() {
    return CONTRACTS;
  }

  /** What is in force for a method. */
  public Contract of(MethodDescriptor<?, ?> method) {
    return Contract.of(method);
  }
}
