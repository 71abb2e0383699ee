package dev.faremesh.mesh.control;

import static java.util.Comparator.comparing;

import com.google.protobuf.util.Durations;
import dev.faremesh.mesh.call.Breaker;
import dev.faremesh.mesh.call.Edge;
import dev.faremesh.mesh.call.MethodState;
import dev.faremesh.mesh.call.ReadCounts;
import dev.faremesh.mesh.serving.ServedCalls;
import dev.faremesh.mesh.v1.BreakerNumbers;
import dev.faremesh.mesh.v1.BreakerState;
import dev.faremesh.mesh.v1.LimitNumbers;
import dev.faremesh.mesh.v1.MethodEdge;
import dev.faremesh.mesh.v1.ReadNumbers;
import dev.faremesh.mesh.v1.Serving;
import java.util.List;
import java.util.Optional;

/** The numbers of a process as the contract's messages. */
final class Numbers {
  private Numbers() {}

  /** Edges and their methods, by name. */
  static List<dev.faremesh.mesh.v1.Edge> of(List<Edge> edges, Lately lately) {
    return edges.stream().sorted(comparing(Edge::name)).map(edge -> of(edge, lately)).toList();
  }

  private static dev.faremesh.mesh.v1.Edge of(Edge edge, Lately lately) {
    return dev.faremesh.mesh.v1.Edge.newBuilder()
        .setName(edge.name())
        .setTarget(edge.target())
        .setConnectivity(edge.connection().state())
        .setRetriesLeft(edge.retriesLeft())
        .addAllMethods(
            edge.methods().stream()
                .sorted(comparing(MethodState::name))
                .map(method -> of(method, lately))
                .toList())
        .build();
  }

  private static MethodEdge of(MethodState method, Lately lately) {
    var counted = lately.now().of(method);
    var edge =
        MethodEdge.newBuilder()
            .setMethod(method.contract().method())
            .setCalls(lately.calls(method))
            .setAttempts(lately.attempts(method))
            .setRejectedByDeadline(counted.rejectedByDeadline())
            .setRejectedByLimit(counted.rejectedByLimit())
            .setRejectedByBreaker(counted.rejectedByBreaker());
    method.breakerNumbers().map(Numbers::of).ifPresent(edge::setBreaker);
    method.limitNumbers().map(n -> limit(n.limit(), n.underWay())).ifPresent(edge::setLimit);
    of(method.reads().snapshot()).ifPresent(edge::setReads);
    return edge.build();
  }

  private static BreakerNumbers of(Breaker.Numbers breaker) {
    return BreakerNumbers.newBuilder()
        .setState(BreakerState.valueOf("BREAKER_STATE_" + breaker.state()))
        .setFailures(breaker.failures())
        .setCounted(breaker.counted())
        .setOpened(breaker.opened())
        .build();
  }

  private static LimitNumbers limit(int limit, int underWay) {
    return LimitNumbers.newBuilder().setLimit(limit).setUnderWay(underWay).build();
  }

  /** Empty when nobody read: the method may have no reader. */
  private static Optional<ReadNumbers> of(ReadCounts.Snapshot reads) {
    if (reads.fresh() + reads.lastKnown() + reads.missing() == 0) {
      return Optional.empty();
    }
    var numbers =
        ReadNumbers.newBuilder()
            .setFresh(reads.fresh())
            .setCoalesced(reads.coalesced())
            .setLastKnown(reads.lastKnown())
            .setMissing(reads.missing());
    if (reads.lastKnown() > 0) {
      numbers.setLastKnownAge(Durations.fromNanos(reads.lastKnownAge().toNanos()));
    }
    return Optional.of(numbers.build());
  }

  /** What the process serves. */
  static Serving of(ServedCalls served, Lately lately) {
    var now = lately.now().served();
    return Serving.newBuilder()
        .setCalls(lately.served(served.latency()))
        .setShed(now.shed())
        .setLimit(limit(now.limit(), now.underWay()))
        .build();
  }
}
