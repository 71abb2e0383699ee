package dev.faremesh.demand.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.rpc.ErrorInfo;
import com.google.type.LatLng;
import dev.faremesh.demand.CityProfiles;
import dev.faremesh.demand.MutableClock;
import dev.faremesh.demand.server.DemandServer;
import dev.faremesh.demand.server.DemandSettings;
import dev.faremesh.demand.v1.CellDemand;
import dev.faremesh.demand.v1.DemandServiceGrpc;
import dev.faremesh.demand.v1.GetDemandRequest;
import dev.faremesh.demand.v1.GetDemandResponse;
import dev.faremesh.demand.v1.RequestRideRequest;
import dev.faremesh.demand.v1.Ride;
import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.mesh.server.MeshServer;
import dev.faremesh.mesh.server.ServerSettings;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A real demand server on a free port, on a clock that tests move, and a client of it. */
final class RunningDemand implements AutoCloseable {
  static final Instant START = Instant.parse("2026-03-04T18:00:00Z");
  static final LatLng SQUARE = latLng(40.7580, -73.9855);
  static final LatLng AIRPORT = latLng(40.6413, -73.7781);
  static final String SQUARE_CELL = "882a100d67fffff";
  static final String AIRPORT_CELL = "882a103b1dfffff";

  final MutableClock clock = new MutableClock(START);
  final ManagedChannel channel;
  final DemandServiceGrpc.DemandServiceBlockingStub calls;
  private final MeshServer server;

  private RunningDemand(Map<String, CityProfiles> profiles, Optional<Path> quoteKeys) {
    var settings = ServerSettings.local(0).withMaxWatchers(3);
    server =
        DemandServer.start(
            new DemandSettings(settings, Duration.ofMinutes(5), profiles, quoteKeys), clock);
    channel =
        Grpc.newChannelBuilder("127.0.0.1:" + server.port(), InsecureChannelCredentials.create())
            .build();
    calls = DemandServiceGrpc.newBlockingStub(channel);
  }

  static RunningDemand start() {
    return new RunningDemand(Map.of(), Optional.empty());
  }

  /** Starts a server that knows what to expect of New York. */
  static RunningDemand start(CityProfiles newYork) {
    return new RunningDemand(Map.of("nyc", newYork), Optional.empty());
  }

  /** One that verifies quotes. */
  static RunningDemand start(Path quoteKeys) {
    return new RunningDemand(Map.of(), Optional.of(quoteKeys));
  }

  /** Opens a stream of sessions, without a header yet. */
  SessionStream sessions() {
    return SessionStream.open(channel);
  }

  static RequestRideRequest.Builder rideRequest(String riderId) {
    return RequestRideRequest.newBuilder()
        .setRequestId(newId())
        .setRiderId(riderId)
        .setCity("nyc")
        .setProduct("standard")
        .setPickup(SQUARE);
  }

  /** A ride from the square that was just asked for. */
  Ride ride(String riderId) {
    return calls.requestRide(rideRequest(riderId).build()).getRide();
  }

  /** Stops the server as SIGTERM would. */
  void drain() {
    server.close();
  }

  static String newId() {
    return UUID.randomUUID().toString();
  }

  static LatLng latLng(double lat, double lon) {
    return LatLng.newBuilder().setLatitude(lat).setLongitude(lon).build();
  }

  static GetDemandRequest.Builder demandRequest(String... cells) {
    return GetDemandRequest.newBuilder()
        .setCity("nyc")
        .setProduct("standard")
        .addAllCells(List.of(cells));
  }

  GetDemandResponse demand(String... cells) {
    return calls.getDemand(demandRequest(cells).build());
  }

  CellDemand demandAt(String cell) {
    return demand(cell).getCells(0);
  }

  /** A call fails with a status that carries exactly one ErrorInfo. */
  static ErrorInfo assertFails(ThrowingCallable call, Status.Code code, String reason) {
    return assertError(catchThrowableOfType(StatusRuntimeException.class, call), code, reason);
  }

  static ErrorInfo assertError(Throwable failure, Status.Code code, String reason) {
    assertThat(Status.fromThrowable(failure).getCode()).as("%s", failure).isEqualTo(code);
    var status = Optional.ofNullable(StatusProto.fromThrowable(failure)).orElseThrow();
    assertThat(status.getDetailsList()).filteredOn(d -> d.is(ErrorInfo.class)).hasSize(1);
    var info = ErrorStatus.infoOf(failure).orElseThrow();
    assertThat(info.getReason()).isEqualTo(reason);
    assertThat(info.getDomain()).isEqualTo(ErrorStatus.DOMAIN);
    return info;
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.close();
  }
}
