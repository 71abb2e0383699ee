package dev.faremesh.cli.edges;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.cli.call.Peer;
import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.mesh.v1.Protection;
import dev.faremesh.mesh.v1.ProtectionSwitch;
import dev.faremesh.mesh.v1.SwitchProtectionRequest;
import dev.faremesh.mesh.v1.SwitchProtectionResponse;
import io.grpc.Status;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class SwitchCommandTest {
  private final FakeServers servers = new FakeServers();

  SwitchCommandTest() throws IOException {
    servers.supply.switched = switched();
    servers.demand.switched = switched(Protection.PROTECTION_LAST_KNOWN);
    servers.pricing.switched =
        switched(Protection.PROTECTION_RETRY, Protection.PROTECTION_LAST_KNOWN);
  }

  @AfterEach
  void stop() {
    servers.close();
  }

  @Test
  void allServersAreSwitchedAndSayWhatIsOff() {
    var run = servers.fare("edges", "switch", "last-known", "off");

    assertThat(run.out())
        .isEqualToNormalizingNewlines(
            """
            SERVER   PROTECTIONS OFF
            supply   none
            demand   last known
            pricing  retry, last known
            """);
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    var asked = request(Protection.PROTECTION_LAST_KNOWN, false);
    assertThat(servers.supply.switches).containsExactly(asked);
    assertThat(servers.demand.switches).containsExactly(asked);
    assertThat(servers.pricing.switches).containsExactly(asked);
  }

  @Test
  void someServersMayBeSwitchedAlone() {
    var run = servers.fare("edges", "switch", "BREAKER", "on", "--server", "pricing,demand");

    assertThat(run.code()).isZero();
    assertThat(servers.supply.switches).isEmpty();
    assertThat(servers.demand.switches).hasSize(1);
    assertThat(servers.pricing.switches)
        .containsExactly(request(Protection.PROTECTION_BREAKER, true));
  }

  @Test
  void refusalSaysWhatToStartAndHidesNoOther() {
    servers.demand.failure =
        Optional.of(
            ErrorStatus.of(
                Status.Code.PERMISSION_DENIED, "MESH_CONTROL_DISABLED", "not here", Map.of()));

    var run = servers.fare("edges", "switch", "limit", "off");

    assertThat(run.out()).contains("supply ", "pricing ").doesNotContain("demand ");
    assertThat(run.err())
        .isEqualToNormalizingNewlines(
            "fare: PERMISSION_DENIED MESH_CONTROL_DISABLED: not here (demand %s): start it with --mesh-control (fare up --mesh-control)%n"
                .formatted(servers.address(Peer.DEMAND)));
    assertThat(run.code()).isEqualTo(64 + 7);
  }

  @Test
  void jsonIsALineForEachServer() {
    var run = servers.fare("edges", "switch", "admission", "off", "-o", "json");

    assertThat(run.out().lines())
        .hasSize(3)
        .allMatch(line -> line.contains("\"protections\":[{\"protection\":"));
  }

  @Test
  void unknownProtectionIsWrongUsage() {
    var run = servers.fare("edges", "switch", "luck", "off");

    assertThat(run.err())
        .startsWith(
            "fare edges switch: PROTECTION: 'luck' (expected: one of deadline, retry, limit,"
                + " breaker, coalescing, last-known, admission)");
    assertThat(run.code()).isEqualTo(2);
    assertThat(servers.supply.switches).isEmpty();
  }

  private static SwitchProtectionResponse switched(Protection... off) {
    return SwitchProtectionResponse.newBuilder()
        .addAllProtections(SampleNumbers.protectionsBut(off))
        .build();
  }

  private static SwitchProtectionRequest request(Protection protection, boolean on) {
    return SwitchProtectionRequest.newBuilder()
        .setProtection(ProtectionSwitch.newBuilder().setProtection(protection).setOn(on))
        .build();
  }
}
