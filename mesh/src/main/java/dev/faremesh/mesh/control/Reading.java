package dev.faremesh.mesh.control;

import dev.faremesh.mesh.call.Counts;
import dev.faremesh.mesh.call.Edge;
import dev.faremesh.mesh.call.MethodState;
import dev.faremesh.mesh.serving.ServedCalls;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was counted up to one moment.
 *
 * @param nanos the moment; only differences mean something
 * @param methods that were called by then
 */
record Reading(long nanos, Map<MethodState, Counts.Snapshot> methods, ServedCalls.Snapshot served) {
  private static final Counts.Snapshot NOTHING = new Counts.Snapshot(0, 0, 0, 0, 0, 0, 0);

  Reading {
    methods = Map.copyOf(methods);
  }

  /** Reads all counters. */
  static Reading of(List<Edge> edges, ServedCalls served, long nanos) {
    var methods = new HashMap<MethodState, Counts.Snapshot>();
    for (Edge edge : edges) {
      edge.methods().forEach(method -> methods.put(method, method.counts().snapshot()));
    }
    return new Reading(nanos, methods, served.snapshot());
  }

  Counts.Snapshot of(MethodState method) {
    return methods.getOrDefault(method, NOTHING);
  }
}
