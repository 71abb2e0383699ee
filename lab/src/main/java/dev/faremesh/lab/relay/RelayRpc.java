package dev.faremesh.lab.relay;

import dev.faremesh.lab.relay.Hop.Answered;
import dev.faremesh.lab.relay.Hop.Missing;
import dev.faremesh.lab.v1.RelayRequest;
import dev.faremesh.lab.v1.RelayResponse;
import dev.faremesh.lab.v1.RelayServiceGrpc;
import dev.faremesh.mesh.ErrorStatus;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Serves a relay. Never blocks: answers on the thread that brings the last answer from below. */
final class RelayRpc extends RelayServiceGrpc.RelayServiceImplBase {
  private final List<HopReader> below;

  RelayRpc(List<HopReader> below) {
    this.below = below;
  }

  @Override
  public void relay(RelayRequest request, StreamObserver<RelayResponse> out) {
    var asked = below.stream().map(hop -> hop.ask(request.getKey()).toCompletableFuture()).toList();
    var _ =
        CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
            .thenRun(() -> answer(asked.stream().map(CompletableFuture::join).toList(), out));
  }

  private static void answer(List<Hop> hops, StreamObserver<RelayResponse> out) {
    int deepest = 0;
    int stale = 0;
    for (Hop hop : hops) {
      switch (hop) {
        case Answered answered -> {
          deepest = Math.max(deepest, answered.hops());
          stale += answered.stale();
        }
        case Missing missing -> {
          out.onError(failed(missing));
          return;
        }
      }
    }
    out.onNext(RelayResponse.newBuilder().setHops(1 + deepest).setStale(stale).build());
    out.onCompleted();
  }

  private static StatusRuntimeException failed(Missing missing) {
    return ErrorStatus.of(
        Status.Code.UNAVAILABLE,
        "DEPENDENCY_FAILED",
        "%s: %s (expected: an answer)".formatted(missing.dependency(), missing.code()),
        Map.of("dependency", missing.dependency(), "status", missing.code().name()));
  }
}
