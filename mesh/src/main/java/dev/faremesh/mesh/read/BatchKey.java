package dev.faremesh.mesh.read;

import dev.faremesh.mesh.propagation.Caller;
import dev.faremesh.mesh.propagation.Criticality;
import dev.faremesh.mesh.propagation.RetryOwner;
import io.grpc.Context;
import io.grpc.Metadata;

/**
 * What readers that share a call have in common. A call is shed by its criticality, counted by its
 * caller and tried again by who owns its retries, so that none of them may differ.
 *
 * @param retriedAbove a hop above the readers tries again itself
 */
record BatchKey<G>(G group, Criticality criticality, String caller, boolean retriedAbove) {
  /** That of a read in the current context. */
  static <G> BatchKey<G> current(G group) {
    return new BatchKey<>(group, Criticality.current(), Caller.current(), RetryOwner.above());
  }

  /** A context that knows all this, and ends with none of the readers'. */
  Context detached() {
    var context = Caller.in(criticality.in(Context.ROOT), caller);
    if (!retriedAbove) {
      return context;
    }
    var headers = new Metadata();
    RetryOwner.claim(headers);
    return RetryOwner.in(context, headers);
  }
}
