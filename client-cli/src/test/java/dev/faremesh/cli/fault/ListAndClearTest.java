package dev.faremesh.cli.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.JsonFormat;
import dev.faremesh.cli.call.Peer;
import dev.faremesh.mesh.v1.ListFaultsResponse;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ListAndClearTest {
  private final FaultyMesh mesh = FaultyMesh.allowing(Peer.SUPPLY, Peer.DEMAND);

  @AfterEach
  void stop() {
    mesh.close();
  }

  @Test
  void faultsOfAllServersAreListedInRows() {
    inject("GetSupply", "--delay-median", "50ms", "--delay-p99", "400ms");
    inject("RequestRide", "--workers", "4", "--service-time", "25ms", "--share", "7%");

    var run = mesh.fare("fault", "list");

    assertThat(run.out().lines().toList())
        .satisfiesExactly(
            head ->
                assertThat(head).matches("METHOD +SHARE +CALLER +EFFECT +ENDS +HITS +HELD +FAULT"),
            supply ->
                assertThat(supply)
                    .contains("supply/GetSupply", "100%", "all", "delay 50 ms median, 400 ms p99"),
            demand ->
                assertThat(demand)
                    .contains("demand/RequestRide", "7%", "4 workers of 25 ms a call, 256 may wait")
                    .containsPattern(" 0 +0  [0-9a-f-]{36}$"));
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
  }

  @Test
  void listAsJsonIsOneDocument() throws Exception {
    inject("GetSupply", "--stall");
    inject("GetDemand", "--reset");

    var list = ListFaultsResponse.newBuilder();
    JsonFormat.parser().merge(mesh.fare("fault", "list", "-o", "json").out(), list);

    assertThat(list.getFaultsList())
        .extracting(active -> MeshMethod.shorten(active.getFault().getMethod()))
        .containsExactly("supply/GetSupply", "demand/GetDemand");
  }

  @Test
  void noFaultsIsAMessage() {
    var run = mesh.fare("fault", "list");

    assertThat(run.out()).isEmpty();
    assertThat(run.err()).isEqualToNormalizingNewlines("no faults\n");
    assertThat(run.code()).isZero();
  }

  @Test
  void oneFaultIsClearedWhereverItIs() {
    inject("GetSupply", "--stall");
    inject("GetDemand", "--stall");
    var id = mesh.faults(Peer.DEMAND).getFirst().getFault().getFaultId();

    var run = mesh.fare("fault", "clear", id);

    assertThat(run.out()).contains("demand/GetDemand", id).doesNotContain("GetSupply");
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(mesh.faults(Peer.DEMAND)).isEmpty();
    assertThat(mesh.faults(Peer.SUPPLY)).hasSize(1);
  }

  @Test
  void allFaultsAreCleared() {
    inject("GetSupply", "--stall");
    inject("GetDemand", "--stall");

    var run = mesh.fare("fault", "clear");

    assertThat(run.out()).contains("supply/GetSupply", "demand/GetDemand");
    assertThat(mesh.faults(Peer.DEMAND)).isEmpty();
    assertThat(mesh.faults(Peer.SUPPLY)).isEmpty();
  }

  @Test
  void faultThatNoServerKnowsIsSaidOnce() {
    var id = UUID.randomUUID().toString();

    var run = mesh.fare("fault", "clear", id);

    assertThat(run.err())
        .startsWith("fare: NOT_FOUND FAULT_NOT_FOUND: fault_id: " + id)
        .hasLineCount(1);
    assertThat(run.code()).isEqualTo(64 + 5);
  }

  @Test
  void idOfWrongFormIsWrongUsage() {
    var run = mesh.fare("fault", "clear", "seven");

    assertThat(run.err()).startsWith("fare fault clear: FAULT: ").contains("seven");
    assertThat(run.code()).isEqualTo(2);
  }

  @Test
  void serverThatIsDownIsSaidAndTheOthersAreListed() {
    inject("GetDemand", "--stall");
    mesh.stop(Peer.SUPPLY);

    var run = mesh.fare("fault", "list", "--deadline", "3s");

    assertThat(run.out()).contains("demand/GetDemand");
    assertThat(run.err()).startsWith("fare: UNAVAILABLE: ").contains("(supply ");
    assertThat(run.code()).isEqualTo(64 + 14);
  }

  @Test
  void meshThatAllowsNoFaultsIsSaidWithWhatToDo() {
    try (var strict = FaultyMesh.allowing()) {
      var run = strict.fare("fault", "list");

      assertThat(run.err())
          .startsWith("fare: UNIMPLEMENTED METHOD_UNKNOWN: faults are not allowed there: start it")
          .contains("fare up --faults")
          .hasLineCount(1);
      assertThat(run.code()).isEqualTo(64 + 12);
    }
  }

  @Test
  void withoutAVerbHelpIsWrongUsage() {
    var run = mesh.fare("fault");

    assertThat(run.err()).contains("inject", "list", "clear");
    assertThat(run.code()).isEqualTo(2);
  }

  private void inject(String method, String... effect) {
    var args = new String[effect.length + 5];
    System.arraycopy(new String[] {"fault", "inject", method, "--for", "50s"}, 0, args, 0, 5);
    System.arraycopy(effect, 0, args, 5, effect.length);
    assertThat(mesh.fare(args).code()).isZero();
  }
}
