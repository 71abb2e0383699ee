package dev.faremesh.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faremesh.cli.call.Peer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LocalMeshTest {
  private static final Map<Peer, Integer> ANY_PORTS =
      Map.of(Peer.SUPPLY, 0, Peer.DEMAND, 0, Peer.PRICING, 0);

  private final BlockingQueue<String> news = new LinkedBlockingQueue<>();
  private final BlockingQueue<Runnable> restarts = new LinkedBlockingQueue<>();
  private final List<Duration> waits = new ArrayList<>();

  @TempDir Path folder;

  @Test
  void allServersRunOnTheirPortsAndKeepLogs() throws IOException, InterruptedException {
    try (var mesh = start(false, LocalMeshTest::fake)) {
      assertThat(mesh.members())
          .extracting(Member::name)
          .containsExactly("supply-server", "demand-server", "pricing-server");
      for (Member member : mesh.members()) {
        assertThat(member.address()).matches("127\\.0\\.0\\.1:[1-9]\\d+");
        assertThat(ProcessHandle.of(member.pid())).get().matches(ProcessHandle::isAlive);
        assertThat(member.log()).content().contains("warming up", "words: [");
      }
    }
  }

  @Test
  void keysOfQuotesAreMadeOnceAndKept() throws IOException, InterruptedException {
    var keys = new MeshPlan(ANY_PORTS, folder).quoteKeys();
    try (var _ = start(false, LocalMeshTest::fake)) {
      assertThat(keys.entries()).hasSize(1);
      assertThat(keys.exposure()).isEmpty();
    }
    var made = Files.readString(keys.path());
    try (var _ = start(false, LocalMeshTest::fake)) {
      assertThat(keys.path()).hasContent(made);
    }
  }

  @Test
  void pricingIsToldWhereTheOthersListen() throws IOException, InterruptedException {
    try (var mesh = start(false, LocalMeshTest::fake)) {
      assertThat(mesh.members().getLast().log())
          .content()
          .contains(port(mesh, Peer.SUPPLY), port(mesh, Peer.DEMAND));
    }
  }

  @Test
  void closingLeavesNoProcess() throws IOException, InterruptedException {
    List<Member> members;
    try (var mesh = start(true, LocalMeshTest::fake)) {
      members = mesh.members();
    }

    for (Member member : members) {
      assertThat(ProcessHandle.of(member.pid()).filter(ProcessHandle::isAlive)).isEmpty();
    }
    assertThat(news).singleElement().asString().startsWith("stopping supply-server (pid ");
  }

  @Test
  void serverThatDiesIsReportedAndTheRestGoesOn() throws IOException, InterruptedException {
    try (var mesh = start(false, LocalMeshTest::fake)) {
      var demand = mesh.members().get(1);
      kill(demand);

      assertThat(news.take())
          .startsWith("demand-server (pid %d) ended with exit code 137".formatted(demand.pid()))
          .contains("its log is " + demand.log());
      assertThat(ProcessHandle.of(mesh.members().getFirst().pid()))
          .get()
          .matches(ProcessHandle::isAlive);
      assertThat(restarts).isEmpty();
    }
  }

  @Test
  void serverThatDiesIsStartedAgainOnItsPort() throws IOException, InterruptedException {
    try (var mesh = start(true, LocalMeshTest::fake)) {
      var before = mesh.members().get(1);
      kill(before);
      restarts.take().run();

      var after = mesh.members().get(1);
      assertThat(after.address()).isEqualTo(before.address());
      assertThat(after.pid()).isNotEqualTo(before.pid());
      assertThat(ProcessHandle.of(after.pid())).get().matches(ProcessHandle::isAlive);
      assertThat(news)
          .anyMatch(line -> line.equals("demand-server starts again in 1 s"))
          .anyMatch(line -> line.contains("is ready again on " + before.address()));
    }
  }

  @Test
  void serverThatDiesAgainWaitsLonger() throws IOException, InterruptedException {
    try (var mesh = start(true, LocalMeshTest::fake)) {
      kill(mesh.members().getFirst());
      restarts.take().run();
      kill(mesh.members().getFirst());
      restarts.take();

      assertThat(waits).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
    }
  }

  @Test
  void meshIsDesertedWhenTheLastServerDies() throws IOException, InterruptedException {
    try (var mesh = start(false, LocalMeshTest::fake)) {
      for (Member member : mesh.members()) {
        kill(member);
      }

      mesh.awaitDesertion();
      assertThat(news).last().isEqualTo("no server is left");
    }
  }

  @Test
  void takenPortIsSaidBeforeAnythingStarts() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var plan =
          new MeshPlan(
              Map.of(Peer.SUPPLY, 0, Peer.DEMAND, taken.getLocalPort(), Peer.PRICING, 0), folder);

      assertThatThrownBy(() -> LocalMesh.start(plan, LocalMeshTest::fake, policy(false), news::add))
          .isInstanceOf(IOException.class)
          .hasMessage(
              "port %d on 127.0.0.1 is taken (expected: free): choose another with --demand-port",
              taken.getLocalPort());
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void serverThatDoesNotStartIsSaidAndNothingIsLeftRunning() throws IOException {
    assertThatThrownBy(() ->
            start(
                false,
                (server, port, others) ->
                    server == Peer.PRICING
                        ? FakeServer.command(port, "fail", "colour=teal")
                        : fake(server, port, others)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("pricing-server ended with exit code 3 before it was ready")
        .hasMessageContaining("colour=teal");
    assertThat(Files.readString(folder.resolve("logs/supply-server.log"))).contains("ready");
    assertThat(news).singleElement().asString().contains("supply-server", "demand-server");
  }

  private LocalMesh start(boolean restart, Launch launch) throws IOException, InterruptedException {
    return LocalMesh.start(new MeshPlan(ANY_PORTS, folder), launch, policy(restart), news::add);
  }

  private RestartPolicy policy(boolean restart) {
    return new RestartPolicy(
        restart,
        InstantSource.system(),
        (wait, action) -> {
          waits.add(wait);
          restarts.add(action);
        });
  }

  private static List<String> fake(Peer server, int port, Map<Peer, Integer> others) {
    return FakeServer.command(
        port, others.values().stream().map(String::valueOf).toArray(String[]::new));
  }

  private static String port(LocalMesh mesh, Peer server) {
    var address = mesh.address(server);
    return address.substring(address.indexOf(':') + 1);
  }

  private static void kill(Member member) {
    var process = ProcessHandle.of(member.pid()).orElseThrow();
    process.destroyForcibly();
    process.onExit().join();
  }
}
