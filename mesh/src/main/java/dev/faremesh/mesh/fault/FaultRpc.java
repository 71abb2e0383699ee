package dev.faremesh.mesh.fault;

import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.mesh.v1.ClearFaultsRequest;
import dev.faremesh.mesh.v1.ClearFaultsResponse;
import dev.faremesh.mesh.v1.FaultServiceGrpc;
import dev.faremesh.mesh.v1.InjectFaultRequest;
import dev.faremesh.mesh.v1.InjectFaultResponse;
import dev.faremesh.mesh.v1.ListFaultsRequest;
import dev.faremesh.mesh.v1.ListFaultsResponse;
import dev.faremesh.mesh.v1.UpdateFaultRequest;
import dev.faremesh.mesh.v1.UpdateFaultResponse;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Lets a person inject faults. Its requests were validated by the layers around it. */
public final class FaultRpc extends FaultServiceGrpc.FaultServiceImplBase {
  private final Faults faults;
  private final SortedSet<String> methods;

  /**
   * The service over the faults of a server.
   *
   * @param methods that the faults lie in front of, as SERVICE/METHOD
   */
  public FaultRpc(Faults faults, Collection<String> methods) {
    this.faults = faults;
    this.methods = new TreeSet<>(methods);
  }

  @Override
  public void injectFault(InjectFaultRequest request, StreamObserver<InjectFaultResponse> out) {
    var method = request.getFault().getMethod();
    if (!methods.contains(method)) {
      throw ErrorStatus.of(
          Status.Code.NOT_FOUND,
          "METHOD_NOT_FOUND",
          "fault.method: %s (expected: one of %s)".formatted(method, String.join(", ", methods)),
          Map.of("method", method));
    }
    out.onNext(
        InjectFaultResponse.newBuilder().setFault(faults.inject(request.getFault())).build());
    out.onCompleted();
  }

  @Override
  public void updateFault(UpdateFaultRequest request, StreamObserver<UpdateFaultResponse> out) {
    out.onNext(
        UpdateFaultResponse.newBuilder().setFault(faults.update(request.getFault())).build());
    out.onCompleted();
  }

  @Override
  public void listFaults(ListFaultsRequest request, StreamObserver<ListFaultsResponse> out) {
    out.onNext(ListFaultsResponse.newBuilder().addAllFaults(faults.list()).build());
    out.onCompleted();
  }

  @Override
  public void clearFaults(ClearFaultsRequest request, StreamObserver<ClearFaultsResponse> out) {
    var ended = request.hasFaultId() ? List.of(faults.clear(request.getFaultId())) : faults.clear();
    out.onNext(ClearFaultsResponse.newBuilder().addAllFaults(ended).build());
    out.onCompleted();
  }
}
