package dev.faremesh.supply.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.mesh.policy.Policy;
import dev.faremesh.mesh.server.ServerMain;
import dev.faremesh.supply.v1.SupplyServiceGrpc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SupplyPolicyFileTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void aPolicyFileMayNameTheMethodsOfThisServer() throws IOException {
    var file =
        Files.writeString(
            folder.resolve("policy.properties"),
            "faremesh.supply.v1.SupplyService/GetSupply.deadline = 270ms");
    var program = new SupplyMain();
    var environment = Map.of("SUPPLY_POLICY_FILE", file.toString());
    assertThat(ServerMain.execute(program, "SUPPLY", environment, "--help")).isZero();

    var policies = program.settings().server().policies();
    assertThat(policies.of(SupplyServiceGrpc.getGetSupplyMethod()).policy())
        .map(Policy::deadline)
        .contains(Duration.ofMillis(270));
  }
}
