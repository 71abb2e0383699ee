package dev.faremesh.pricing.rpc;

/** A source answered what cannot be. */
final class Nonsense extends RuntimeException {
  Nonsense(RuntimeException cause) {
    super(cause.getMessage(), cause, false, false);
  }
}
