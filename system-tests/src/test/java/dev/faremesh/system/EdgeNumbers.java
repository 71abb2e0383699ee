package dev.faremesh.system;

import dev.faremesh.mesh.v1.GetEdgesRequest;
import dev.faremesh.mesh.v1.MeshServiceGrpc;
import dev.faremesh.mesh.v1.MethodEdge;
import io.grpc.Channel;
import java.util.concurrent.TimeUnit;

/**
 * What pricing-server saw of its calls to one method, up to one moment.
 *
 * @param calls as readers' batches made them
 * @param attempts that were sent
 */
record EdgeNumbers(long calls, long callsOk, long attempts, long attemptsOk, String breaker) {
  static EdgeNumbers of(Channel pricing, String method) {
    var answer =
        MeshServiceGrpc.newBlockingStub(pricing)
            .withDeadlineAfter(20, TimeUnit.SECONDS)
            .getEdges(GetEdgesRequest.getDefaultInstance());
    return answer.getEdgesList().stream()
        .flatMap(edge -> edge.getMethodsList().stream())
        .filter(numbers -> numbers.getMethod().equals(method))
        .map(EdgeNumbers::of)
        .findFirst()
        .orElse(new EdgeNumbers(0, 0, 0, 0, ""));
  }

  private static EdgeNumbers of(MethodEdge method) {
    return new EdgeNumbers(
        method.getCalls().getTotal(),
        method.getCalls().getOk(),
        method.getAttempts().getTotal(),
        method.getAttempts().getOk(),
        method.getBreaker().getState().name());
  }

  EdgeNumbers since(EdgeNumbers before) {
    return new EdgeNumbers(
        calls - before.calls,
        callsOk - before.callsOk,
        attempts - before.attempts,
        attemptsOk - before.attemptsOk,
        breaker);
  }
}
