package dev.faremesh.cli.fault;

import dev.faremesh.cli.call.Connections;
import dev.faremesh.cli.call.Peer;
import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.mesh.v1.ActiveFault;
import dev.faremesh.mesh.v1.ClearFaultsRequest;
import dev.faremesh.mesh.v1.Fault;
import dev.faremesh.mesh.v1.FaultServiceGrpc;
import dev.faremesh.mesh.v1.FaultServiceGrpc.FaultServiceBlockingStub;
import dev.faremesh.mesh.v1.InjectFaultRequest;
import dev.faremesh.mesh.v1.InjectFaultResponse;
import dev.faremesh.mesh.v1.ListFaultsRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.function.Function;

/** The calls that are made to the servers' FaultService; all throw StatusRuntimeException. */
record FaultCalls(Connections connections) {
  private static final String OFF =
      "faults are not allowed there: start it with --faults (fare up --faults)";

  InjectFaultResponse inject(Peer server, Fault fault) {
    var request = InjectFaultRequest.newBuilder().setFault(fault).build();
    return ask(server, stub -> stub.injectFault(request));
  }

  List<ActiveFault> list(Peer server) {
    return ask(server, stub -> stub.listFaults(ListFaultsRequest.getDefaultInstance()))
        .getFaultsList();
  }

  List<ActiveFault> clear(Peer server, ClearFaultsRequest request) {
    return ask(server, stub -> stub.clearFaults(request)).getFaultsList();
  }

  private <R> R ask(Peer server, Function<FaultServiceBlockingStub, R> call) {
    var stub = FaultServiceGrpc.newBlockingStub(connections.connected(server));
    try {
      return call.apply(connections.bounded(stub));
    } catch (StatusRuntimeException e) {
      throw isOff(e) ? e.getStatus().withDescription(OFF).asRuntimeException(e.getTrailers()) : e;
    }
  }

  private static boolean isOff(StatusRuntimeException failure) {
    return failure.getStatus().getCode() == Status.Code.UNIMPLEMENTED
        && ErrorStatus.infoOf(failure)
            .filter(info -> info.getReason().equals("METHOD_UNKNOWN"))
            .isPresent();
  }
}
