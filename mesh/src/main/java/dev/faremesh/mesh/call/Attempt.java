package dev.faremesh.mesh.call;

import io.grpc.CallOptions;

/**
 * One try of a call, as the layers below the attempts see it.
 *
 * @param number from 1
 * @param fairShare it was given all the time that its policy grants an attempt, so that running out
 *     of it speaks against the callee; false when the caller had less left
 */
record Attempt(int number, boolean fairShare) {
  static final CallOptions.Key<Attempt> KEY =
      CallOptions.Key.createWithDefault("faremesh-attempt", new Attempt(1, true));
}
