package dev.faremesh.cli.edges;

import com.google.protobuf.Duration;
import com.google.protobuf.util.Durations;
import dev.faremesh.mesh.v1.BreakerNumbers;
import dev.faremesh.mesh.v1.BreakerState;
import dev.faremesh.mesh.v1.CallNumbers;
import dev.faremesh.mesh.v1.Edge;
import dev.faremesh.mesh.v1.GetEdgesResponse;
import dev.faremesh.mesh.v1.LatencyNumbers;
import dev.faremesh.mesh.v1.LimitNumbers;
import dev.faremesh.mesh.v1.MethodEdge;
import dev.faremesh.mesh.v1.Protection;
import dev.faremesh.mesh.v1.ProtectionSwitch;
import dev.faremesh.mesh.v1.ReadNumbers;
import dev.faremesh.mesh.v1.Serving;
import dev.faremesh.mesh.v1.WatchEdgesResponse;
import java.util.Arrays;
import java.util.List;

/** What servers say in the middle of an outage of demand. */
final class SampleNumbers {
  private SampleNumbers() {}

  static GetEdgesResponse supply() {
    return serving(calls(401.25, 401.25, 90_000, 610_000), 1);
  }

  static GetEdgesResponse demand() {
    return serving(CallNumbers.newBuilder().setTotal(713).setOk(711).build(), 1);
  }

  static GetEdgesResponse pricing() {
    return serving(calls(200.4, 200.38, 1_230_000, 104_600_000), 17).toBuilder()
        .addEdges(
            Edge.newBuilder()
                .setName("demand")
                .setTarget("dns:///demand:50052")
                .setConnectivity("TRANSIENT_FAILURE")
                .setRetriesLeft(0.34)
                .addMethods(getDemand()))
        .addEdges(
            Edge.newBuilder()
                .setName("supply")
                .setTarget("dns:///supply:50051")
                .setConnectivity("READY")
                .setRetriesLeft(10)
                .addMethods(getSupply()))
        .build();
  }

  private static MethodEdge getDemand() {
    return MethodEdge.newBuilder()
        .setMethod("faremesh.demand.v1.DemandService/GetDemand")
        .setCalls(CallNumbers.newBuilder().setTotal(7_011).setRate(201.3))
        .setAttempts(CallNumbers.newBuilder().setTotal(713).setRate(2.013))
        .setRejectedByBreaker(6_298)
        .setRejectedByLimit(3)
        .setBreaker(breaker(BreakerState.BREAKER_STATE_OPEN, 12, 20))
        .setLimit(LimitNumbers.newBuilder().setLimit(64))
        .setReads(
            ReadNumbers.newBuilder()
                .setFresh(713)
                .setLastKnown(6_290)
                .setLastKnownAge(Durations.fromSeconds(72))
                .setMissing(8))
        .build();
  }

  private static MethodEdge getSupply() {
    return MethodEdge.newBuilder()
        .setMethod("faremesh.supply.v1.SupplyService/GetSupply")
        .setCalls(calls(201.3, 201.3, 910_000, 12_300_000))
        .setAttempts(calls(209.352, 201.3, 900_000, 11_300_000))
        .setBreaker(breaker(BreakerState.BREAKER_STATE_CLOSED, 1, 20))
        .setLimit(LimitNumbers.newBuilder().setLimit(64).setUnderWay(2))
        .setReads(ReadNumbers.newBuilder().setFresh(7_013).setCoalesced(1_204))
        .build();
  }

  /** A server that makes no calls. */
  static GetEdgesResponse serving(CallNumbers calls, int underWay) {
    return GetEdgesResponse.newBuilder()
        .setServing(
            Serving.newBuilder()
                .setCalls(calls)
                .setShed(underWay == 1 ? 0 : 23)
                .setLimit(LimitNumbers.newBuilder().setLimit(1024).setUnderWay(underWay)))
        .addAllProtections(protectionsBut())
        .build();
  }

  static WatchEdgesResponse watched(GetEdgesResponse numbers) {
    return WatchEdgesResponse.newBuilder()
        .addAllEdges(numbers.getEdgesList())
        .setServing(numbers.getServing())
        .addAllProtections(numbers.getProtectionsList())
        .build();
  }

  /** All protections, on but for those. */
  static List<ProtectionSwitch> protectionsBut(Protection... off) {
    return Arrays.stream(Switchable.values())
        .map(Switchable::inContract)
        .map(protection ->
            ProtectionSwitch.newBuilder()
                .setProtection(protection)
                .setOn(!Arrays.asList(off).contains(protection))
                .build())
        .toList();
  }

  static CallNumbers calls(double rate, double okRate, long p50Nanos, long p99Nanos) {
    return CallNumbers.newBuilder()
        .setTotal(10_007)
        .setOk(10_003)
        .setRate(rate)
        .setOkRate(okRate)
        .setLatency(LatencyNumbers.newBuilder().setP50(nanos(p50Nanos)).setP99(nanos(p99Nanos)))
        .build();
  }

  private static Duration nanos(long nanos) {
    return Durations.fromNanos(nanos);
  }

  private static BreakerNumbers breaker(BreakerState state, int failures, int counted) {
    return BreakerNumbers.newBuilder()
        .setState(state)
        .setFailures(failures)
        .setCounted(counted)
        .build();
  }
}
