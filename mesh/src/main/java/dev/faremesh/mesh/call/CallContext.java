package dev.faremesh.mesh.call;

import io.grpc.CallOptions;
import java.util.Set;

/**
 * What the layers of one call share: which method it is, and the protections that were on when it
 * started.
 */
record CallContext(Edge edge, MethodState method, Set<Protection> on) {
  private static final CallOptions.Key<CallContext> KEY =
      CallOptions.Key.create("faremesh-call-context");

  CallOptions in(CallOptions options) {
    return options.withOption(KEY, this);
  }

  /** The context that the outermost layer put there. */
  static CallContext of(CallOptions options) {
    var context = options.getOption(KEY);
    if (context == null) {
      throw new IllegalStateException("a layer without TelemetryLayer above it");
    }
    return context;
  }

  boolean has(Protection protection) {
    return on.contains(protection);
  }
}
