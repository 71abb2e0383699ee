package dev.faremesh.mesh.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.mesh.policy.Policies;
import dev.faremesh.mesh.policy.Policy;
import dev.faremesh.test.v1.EchoProto;
import dev.faremesh.test.v1.EchoServiceGrpc;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class PolicyFileTest {
  private final List<Policies> started = new ArrayList<>();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder = Path.of("");

  @Test
  void withoutAFileTheContractsStand() {
    assertThat(run(Map.of())).isZero();
    assertThat(started).containsExactly(Policies.ofContracts());
  }

  @Test
  void whatAFileSaysIsInForce() throws IOException {
    var file = file("faremesh.test.v1.EchoService/EchoSoon.deadline = 70ms");

    assertThat(run(Map.of("ECHO_POLICY_FILE", file.toString()))).isZero();
    assertThat(run(Map.of(), "--policy-file", file.toString())).isZero();
    assertThat(started)
        .hasSize(2)
        .allSatisfy(policies ->
            assertThat(policies.of(EchoServiceGrpc.getEchoSoonMethod()).policy())
                .map(Policy::deadline)
                .contains(Duration.ofMillis(70)));
  }

  @Test
  void channelsOfTheProcessGoByIt() throws IOException {
    var file = file("faremesh.test.v1.EchoService/EchoSoon.deadline = 70ms");
    assertThat(run(Map.of(), "--policy-file", file.toString())).isZero();

    var settings = ServerSettings.local(0).with(started.getFirst());
    try (var node = MeshNode.start("test", settings)) {
      var state =
          node.open("echo", "127.0.0.1:1").edge().stateOf(EchoServiceGrpc.getEchoSoonMethod());
      assertThat(state.contract().policy()).map(Policy::deadline).contains(Duration.ofMillis(70));
    }
  }

  @Test
  void aServerDoesNotStartWithABadFile() throws IOException {
    var file = file("", "faremesh.test.v1.EchoService/EchoSoon.deadline = 0s");

    assertThat(run(Map.of(), "--policy-file", file.toString())).isEqualTo(2);
    assertThat(err.toString())
        .isEqualTo(
            "echo-server: "
                + file
                + ":2: faremesh.test.v1.EchoService/EchoSoon: deadline: PT0S (expected: > 0)\n");
    assertThat(started).isEmpty();
  }

  @Test
  void aServerKnowsItsOwnContractsAlone() throws IOException {
    var file = file("other.v1.OtherService/Get.deadline = 1s");

    assertThat(run(Map.of(), "--policy-file", file.toString())).isEqualTo(2);
    assertThat(err.toString())
        .contains(":1: method: other.v1.OtherService/Get (expected: one that this process serves");
  }

  private Path file(String... lines) throws IOException {
    return Files.writeString(folder.resolve("policy.properties"), String.join("\n", lines));
  }

  private int run(Map<String, String> environment, String... args) {
    return ServerMain.commandLine(new Echo(), "ECHO", environment)
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }

  @Command(name = "echo-server")
  private final class Echo implements Callable<Integer> {
    @Mixin private final ServerOptions options = new ServerOptions();

    @Override
    public Integer call() {
      started.add(options.settings(0, EchoProto.getDescriptor()).policies());
      return 0;
    }
  }
}
