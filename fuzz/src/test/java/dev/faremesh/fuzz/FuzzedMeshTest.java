package dev.faremesh.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import io.grpc.ManagedChannel;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.StreamObserver;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class FuzzedMeshTest {
  @Test
  void everyServiceThatAServerAnswersForIsFuzzed() {
    var fuzzed =
        FuzzedMesh.CONTRACTS.stream()
            .flatMap(contract -> contract.getServices().stream())
            .map(ServiceDescriptor::getFullName)
            .toList();
    try (var mesh = new FuzzedMesh(InstantSource.system(), Optional.empty())) {
      var answered =
          methods()
              .map(mesh::channel)
              .distinct()
              .flatMap(channel -> services(channel).stream())
              .filter(name -> !name.startsWith("grpc."))
              .distinct()
              .toList();
      assertThat(answered).containsExactlyInAnyOrderElementsOf(fuzzed);
    }
  }

  @Test
  void everyServerIsWellToBeginWith() {
    try (var mesh = new FuzzedMesh(InstantSource.system(), Optional.empty())) {
      methods().forEach(mesh::requireWell);
    }
  }

  private static Stream<MethodDescriptor> methods() {
    return FuzzedMesh.CONTRACTS.stream()
        .flatMap(contract -> contract.getServices().stream())
        .flatMap(service -> service.getMethods().stream());
  }

  private static List<String> services(ManagedChannel channel) {
    var listed = new CompletableFuture<List<String>>();
    var asked =
        ServerReflectionGrpc.newStub(channel)
            .serverReflectionInfo(
                new StreamObserver<>() {
                  @Override
                  public void onNext(ServerReflectionResponse answer) {
                    listed.complete(
                        answer.getListServicesResponse().getServiceList().stream()
                            .map(ServiceResponse::getName)
                            .toList());
                  }

                  @Override
                  public void onError(Throwable failure) {
                    listed.completeExceptionally(failure);
                  }

                  @Override
                  public void onCompleted() {}
                });
    asked.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
    asked.onCompleted();
    return listed.join();
  }
}
