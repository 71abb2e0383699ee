package dev.faremesh.demand.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.demand.v1.DemandServiceGrpc;
import dev.faremesh.mesh.policy.Policy;
import dev.faremesh.mesh.server.ServerMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemandPolicyFileTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void aPolicyFileMayNameTheMethodsOfThisServer() throws IOException {
    var file =
        Files.writeString(
            folder.resolve("policy.properties"),
            "faremesh.demand.v1.DemandService/GetDemand.deadline = 270ms");
    var program = new DemandMain();
    var environment = Map.of("DEMAND_POLICY_FILE", file.toString());
    assertThat(ServerMain.execute(program, "DEMAND", environment, "--help")).isZero();

    var policies = program.settings().server().policies();
    assertThat(policies.of(DemandServiceGrpc.getGetDemandMethod()).policy())
        .map(Policy::deadline)
        .contains(Duration.ofMillis(270));
  }
}
