package dev.faremesh.lab.measure;

import dev.faremesh.lab.result.EdgeResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was seen of the edges of a chain, edge by edge. */
final class Edges {
  private final Map<String, List<EdgeCounts>> byEdge = new LinkedHashMap<>();

  /** Takes them in the order of time. */
  Edges(List<EdgeCounts> seen) {
    for (EdgeCounts counts : seen) {
      byEdge
          .computeIfAbsent(
              counts.caller() + " " + counts.edge() + " " + counts.method(),
              absent -> new ArrayList<>())
          .add(counts);
    }
  }

  /** What each edge did between two moments, restarts included. */
  List<EdgeCounts> between(long from, long to) {
    return byEdge.values().stream().map(seen -> between(seen, from, to)).toList();
  }

  private static EdgeCounts between(List<EdgeCounts> seen, long from, long to) {
    var sum = seen.getFirst().none();
    for (int i = 1; i < seen.size(); i++) {
      var counts = seen.get(i);
      if (counts.nanos() > from && counts.nanos() <= to) {
        sum = sum.plus(counts.since(seen.get(i - 1)));
      }
    }
    return sum;
  }

  /** For people. */
  static EdgeResult result(EdgeCounts counts) {
    var method = counts.method();
    return new EdgeResult(
        counts.caller().replaceFirst("/1$", ""),
        counts.edge(),
        method.substring(method.lastIndexOf('.') + 1),
        counts.calls(),
        counts.callsOk(),
        counts.attempts());
  }
}
