package dev.faremesh.mesh.serving;

import java.util.function.BooleanSupplier;

/** Waits for what another thread brings about in its own time. */
final class Eventually {
  private Eventually() {}

  /** Returns when the condition holds; fails when the timeout of the test interrupts the wait. */
  static void holds(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      if (Thread.interrupted()) {
        throw new AssertionError("waited in vain");
      }
      Thread.onSpinWait();
    }
  }
}
