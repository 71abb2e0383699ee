package dev.faremesh.cli.replay;

import dev.faremesh.mesh.stream.Rejected;
import dev.faremesh.mesh.stream.Reporters;
import dev.faremesh.supply.v1.ReportDriversRequest;
import dev.faremesh.supply.v1.ReportDriversResponse;
import dev.faremesh.supply.v1.SupplyServiceGrpc.SupplyServiceImplBase;
import dev.faremesh.type.v1.Acknowledgement;
import dev.faremesh.type.v1.Rejection;
import io.grpc.stub.StreamObserver;
import java.util.Optional;

/** A supply-server that writes down what it hears. */
final class RecordingSupply extends SupplyServiceImplBase {
  private final Reporters reporters = new Reporters(FeedServers.VALIDATOR);
  private final Recorded<ReportDriversRequest> drivers;

  RecordingSupply(Recorded<ReportDriversRequest> drivers) {
    this.drivers = drivers;
  }

  @Override
  public StreamObserver<ReportDriversRequest> reportDrivers(
      StreamObserver<ReportDriversResponse> responses) {
    return reporters.serve(
        responses,
        drivers,
        (sequence, rejection) ->
            ReportDriversResponse.newBuilder()
                .setAcknowledgement(acknowledgement(sequence, rejection))
                .build());
  }

  static Acknowledgement acknowledgement(long sequence, Optional<Rejected> rejection) {
    var answer = Acknowledgement.newBuilder().setSequence(sequence);
    rejection.ifPresent(why ->
        answer.setRejection(
            Rejection.newBuilder().setInfo(why.info()).setMessage(why.getMessage())));
    return answer.build();
  }
}
