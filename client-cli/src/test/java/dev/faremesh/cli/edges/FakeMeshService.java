package dev.faremesh.cli.edges;

import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.mesh.v1.GetEdgesRequest;
import dev.faremesh.mesh.v1.GetEdgesResponse;
import dev.faremesh.mesh.v1.MeshServiceGrpc.MeshServiceImplBase;
import dev.faremesh.mesh.v1.SwitchProtectionRequest;
import dev.faremesh.mesh.v1.SwitchProtectionResponse;
import dev.faremesh.mesh.v1.WatchEdgesRequest;
import dev.faremesh.mesh.v1.WatchEdgesResponse;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A MeshService that says what it was told, and remembers what it was asked. */
final class FakeMeshService extends MeshServiceImplBase {
  volatile GetEdgesResponse numbers = GetEdgesResponse.getDefaultInstance();
  volatile SwitchProtectionResponse switched = SwitchProtectionResponse.getDefaultInstance();
  volatile Optional<RuntimeException> failure = Optional.empty();

  /** What happens to each watch, one after another; further ones are sent away. */
  final Queue<Consumer<StreamObserver<WatchEdgesResponse>>> watches = new ConcurrentLinkedQueue<>();

  final List<WatchEdgesRequest> watched = new CopyOnWriteArrayList<>();
  final List<SwitchProtectionRequest> switches = new CopyOnWriteArrayList<>();

  @Override
  public void getEdges(GetEdgesRequest request, StreamObserver<GetEdgesResponse> out) {
    answer(out, numbers);
  }

  @Override
  public void watchEdges(WatchEdgesRequest request, StreamObserver<WatchEdgesResponse> out) {
    watched.add(request);
    var script = watches.poll();
    if (script == null) {
      out.onError(draining());
    } else {
      script.accept(out);
    }
  }

  @Override
  public void switchProtection(
      SwitchProtectionRequest request, StreamObserver<SwitchProtectionResponse> out) {
    switches.add(request);
    answer(out, switched);
  }

  private <R> void answer(StreamObserver<R> out, R message) {
    if (failure.isPresent()) {
      out.onError(failure.get());
      return;
    }
    out.onNext(message);
    out.onCompleted();
  }

  static RuntimeException draining() {
    return ErrorStatus.of(Status.Code.UNAVAILABLE, "DRAINING", "stopping: come back", Map.of());
  }
}
