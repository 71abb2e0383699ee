package dev.faremesh.cli.edges;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.JsonFormat;
import dev.faremesh.cli.call.Peer;
import dev.faremesh.mesh.v1.GetEdgesResponse;
import dev.faremesh.mesh.v1.MethodEdge;
import dev.faremesh.mesh.v1.Protection;
import io.grpc.Status;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class EdgesCommandTest {
  private final FakeServers servers = new FakeServers();

  EdgesCommandTest() throws IOException {
    servers.supply.numbers = SampleNumbers.supply();
    servers.demand.numbers = SampleNumbers.demand();
    servers.pricing.numbers = SampleNumbers.pricing();
  }

  @AfterEach
  void stop() {
    servers.close();
  }

  @Test
  void edgesAreTablesOfAHundredColumns() {
    var run = servers.fare("edges");

    assertThat(run.out())
        .isEqualToNormalizingNewlines(
            """
            SERVER    SERVES     OK      P50      P99    LIMIT  SHED
            supply   401.3/s   100%  0.09 ms  0.61 ms   1/1024     0
            demand     0.0/s      -        -        -   1/1024     0
            pricing  200.4/s  99.9%  1.23 ms   105 ms  17/1024    23

            PRICING CALLS        RATE    OK   ATTEMPTS      P50      P99  REJECTED
            demand/GetDemand  201.3/s  0.0%  0.01/call        -        -  3 limit, 6298 breaker
            supply/GetSupply  201.3/s  100%  1.04/call  0.91 ms  12.3 ms  -

            PRICING CALLS     CONNECTION  BREAKER      LIMIT  RETRIES LEFT  COALESCED   LAST KNOWN  MISSING
            demand/GetDemand  failing     open 12/20    0/64           0.3          0  6290 (72 s)        8
            supply/GetSupply  ready       closed 1/20   2/64          10.0       1204            0        0
            """);
    assertThat(run.out().lines()).allMatch(line -> line.length() <= 100);
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
  }

  @Test
  void serverThatIsDownIsOneLineAndHidesNoOther() throws Exception {
    servers.stop(Peer.DEMAND);

    var run = servers.fare("edges");

    assertThat(run.out())
        .contains("\ndemand         -", "\nsupply   401.3/s", "\npricing  200.4/s");
    assertThat(run.err())
        .startsWith("fare: UNAVAILABLE: Connection refused")
        .contains("(demand " + servers.address(Peer.DEMAND) + "): is it running?");
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.code()).isEqualTo(64 + 14);
  }

  @Test
  void whatIsOffIsSaid() {
    servers.supply.numbers =
        SampleNumbers.supply().toBuilder()
            .clearProtections()
            .addAllProtections(
                SampleNumbers.protectionsBut(
                    Protection.PROTECTION_LAST_KNOWN, Protection.PROTECTION_ADMISSION))
            .build();

    var run = servers.fare("edges");

    assertThat(run.out()).contains("\noff at supply: last known, admission\n");
    assertThat(run.out()).doesNotContain("off at pricing");
  }

  @Test
  void whatIsNotThereIsADash() {
    var edge = SampleNumbers.pricing().getEdges(0).toBuilder().clearMethods();
    servers.pricing.numbers =
        GetEdgesResponse.newBuilder()
            .addEdges(
                edge.clearConnectivity()
                    .addMethods(MethodEdge.newBuilder().setMethod("a.Service/Bare")))
            .build();

    var run = servers.fare("edges");

    assertThat(run.out())
        .containsPattern("demand/Bare +0.0/s +- +- +- +- +-\n")
        .containsPattern("demand/Bare +- +- +- +0.3 +- +- +-\n")
        .containsPattern("pricing +0.0/s +- +- +- +- +0\n");
  }

  @Test
  void almostAllIsNotAll() {
    servers.supply.numbers = SampleNumbers.serving(SampleNumbers.calls(1000, 999.6, 7, 11), 1);

    assertThat(servers.fare("edges").out()).containsPattern("supply +1000.0/s +99.9% ");
  }

  @Test
  void jsonIsALineForEachServerThatSaysWhoseItIs() throws Exception {
    servers.demand.failure = Optional.of(Status.UNIMPLEMENTED.asRuntimeException());

    var run = servers.fare("edges", "-o", "json");

    var lines = run.out().lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst()).startsWith("{\"server\":\"supply\",");
    assertThat(lines.getLast()).startsWith("{\"server\":\"pricing\",");
    var pricing = GetEdgesResponse.newBuilder();
    JsonFormat.parser().ignoringUnknownFields().merge(lines.getLast(), pricing);
    assertThat(pricing.build()).isEqualTo(SampleNumbers.pricing());
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.code()).isEqualTo(64 + 12);
  }

  @ParameterizedTest
  @ValueSource(strings = {"99ms", "61s", "0s"})
  void intervalOutOfRangeIsWrongUsage(String interval) {
    var run = servers.fare("edges", "--watch", "--interval", interval);

    assertThat(run.err())
        .startsWith("fare edges: --interval: '%s' (expected: 100ms to 60s)".formatted(interval));
    assertThat(run.code()).isEqualTo(2);
  }

  @Test
  void tablesArePaintedForPeople() {
    var run = servers.fareInColour("edges");

    assertThat(run.out()).contains("\u001b[31mopen 12/20\u001b[0m", "\u001b[33m0.0%\u001b[0m");
  }
}
