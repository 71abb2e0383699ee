package dev.faremesh.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import dev.faremesh.demand.v1.DemandServiceProto;
import dev.faremesh.pricing.v1.PricingServiceProto;
import dev.faremesh.supply.v1.SupplyServiceProto;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** A client that nobody here wrote, which knows the contracts by reflection alone. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BufCurlIT {
  private static final Map<Peer, ServiceDescriptor> SERVICES =
      Map.of(
          Peer.SUPPLY, SupplyServiceProto.getDescriptor().getServices().getFirst(),
          Peer.DEMAND, DemandServiceProto.getDescriptor().getServices().getFirst(),
          Peer.PRICING, PricingServiceProto.getDescriptor().getServices().getFirst());
  private static final String CELLS =
      "{'city':'nyc','product':'standard','cells':['882a100d65fffff']}";
  private static final String PLACE = "{'latitude':40.7580,'longitude':-73.9855}";

  private final Set<String> called = new HashSet<>();
  private Mesh mesh;

  @BeforeAll
  void start() {
    mesh = MeshKind.PROCESSES.start();
  }

  @AfterAll
  void stop() {
    mesh.close();
  }

  @Test
  void everyUnaryMethodAnswers() {
    call(Peer.SUPPLY, "GetSupply", CELLS);
    call(Peer.DEMAND, "GetDemand", CELLS);
    var finished = request(1);
    call(
        Peer.DEMAND,
        "StartRide",
        "{'request_id':'%s','ride_id':'%s','driver_id':'d-7'}".formatted(uuid(2), finished));
    call(
        Peer.DEMAND,
        "CompleteRide",
        "{'request_id':'%s','ride_id':'%s'}".formatted(uuid(3), finished));
    assertThat(call(Peer.DEMAND, "GetRide", "{'ride_id':'%s'}".formatted(finished)))
        .contains("RIDE_STATE_COMPLETED", "d-7");
    var cancelled = request(4);
    call(
        Peer.DEMAND,
        "CancelRide",
        "{'request_id':'%s','ride_id':'%s'}".formatted(uuid(5), cancelled));
    assertThat(call(Peer.DEMAND, "ListRides", "{'state':'RIDE_STATE_CANCELLED'}"))
        .contains(cancelled)
        .doesNotContain(finished);
    assertThat(
            call(
                Peer.PRICING,
                "QuoteRide",
                "{'city':'nyc','product':'standard','pickup':%s,'dropoff':%s,'allow_base_fare':true}"
                    .formatted(PLACE, PLACE)))
        .contains("PRICING_MODE_BASE", "NOT_OBSERVED");
    call(Peer.DEMAND, "GetCalibration", "{'city':'nyc','product':'standard'}");
    call(
        Peer.PRICING,
        "GetSurge",
        "{'city':'nyc','product':'standard','area':{'center':%s,'rings':1}}".formatted(PLACE));

    assertThat(called).containsExactlyInAnyOrderElementsOf(unaryMethods());
  }

  @Test
  void anErrorCarriesItsReason() throws InvalidProtocolBufferException {
    var answer = curl(Peer.DEMAND, "GetRide", "{'ride_id':'nobody-knows'}");
    assertThat(answer.exitCode()).isNotZero();
    assertThat(answer.err()).contains("\"not_found\"");
    assertThat(errorInfoIn(answer.err()).getReason()).isEqualTo("RIDE_NOT_FOUND");
  }

  /** The detail of an error, of which there is to be one. */
  private static ErrorInfo errorInfoIn(String error) throws InvalidProtocolBufferException {
    var details =
        Pattern.compile("\"type\": \"google.rpc.ErrorInfo\",\\s*\"value\": \"([^\"]+)\"")
            .matcher(error)
            .results()
            .map(detail -> detail.group(1))
            .toList();
    assertThat(details).as(error).hasSize(1);
    // buf writes it without the padding
    return ErrorInfo.parseFrom(Base64.getDecoder().decode(details.getFirst()));
  }

  private String request(int id) {
    var answer =
        call(
            Peer.DEMAND,
            "RequestRide",
            "{'request_id':'%s','rider_id':'r-11','city':'nyc','product':'standard','pickup':%s}"
                .formatted(uuid(id), PLACE));
    var rideId = Pattern.compile("\"rideId\":\\s*\"([^\"]+)\"").matcher(answer);
    assertThat(rideId.find()).as(answer).isTrue();
    return rideId.group(1);
  }

  private String call(Peer peer, String method, String json) {
    var answer = curl(peer, method, json);
    assertThat(answer.exitCode()).as(answer.err()).isZero();
    called.add(method);
    return answer.out();
  }

  private Command curl(Peer peer, String method, String json) {
    return Command.run(
        List.of(
            Project.buf().toString(),
            "curl",
            "--http2-prior-knowledge",
            "--protocol=grpc",
            "--data=" + json.replace('\'', '"'),
            "http://%s/%s/%s"
                .formatted(mesh.address(peer), SERVICES.get(peer).getFullName(), method)));
  }

  private static Set<String> unaryMethods() {
    var names = new HashSet<String>();
    for (ServiceDescriptor service : SERVICES.values()) {
      for (MethodDescriptor method : service.getMethods()) {
        if (!method.isClientStreaming() && !method.isServerStreaming()) {
          names.add(method.getName());
        }
      }
    }
    return names;
  }

  private static String uuid(int id) {
    return "00000000-0000-4000-8000-%012d".formatted(id);
  }
}
