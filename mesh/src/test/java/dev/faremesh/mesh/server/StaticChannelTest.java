package dev.faremesh.mesh.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faremesh.test.v1.PingRequest;
import dev.faremesh.test.v1.PingServiceGrpc;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class StaticChannelTest {
  private final EventLoop loop = EventLoop.start(1);
  private final PingServer seven = new PingServer("seven");
  private final PingServer eleven = new PingServer("eleven");
  private final PingServer thirteen = new PingServer("thirteen");

  @AfterEach
  void stop() {
    List.of(seven, eleven, thirteen).forEach(PingServer::close);
    loop.close();
  }

  @Test
  void callsGoRoundAllThatAreListed() {
    try (var channel = MeshChannel.open(PingServer.targetOf(seven, eleven, thirteen), loop)) {
      pingUntilAllOf(channel, Set.of("seven", "eleven", "thirteen"));
      List.of(seven, eleven, thirteen).forEach(server -> server.calls.set(0));
      for (int i = 0; i < 30; i++) {
        ping(channel);
      }
      assertThat(seven.calls).hasValue(10);
      assertThat(eleven.calls).hasValue(10);
      assertThat(thirteen.calls).hasValue(10);
    }
  }

  @Test
  void aNameIsLookedUpAndOneThatCannotBeFoundLeavesTheOthersInUse() {
    var target = "static:///no-such-host.invalid:7,localhost:" + seven.port();
    try (var channel = MeshChannel.open(target, loop)) {
      assertThat(ping(channel)).isEqualTo("seven");
    }
  }

  @Test
  void anAddressOfIpv6StandsInBrackets() {
    try (var channel = MeshChannel.open("static:///[::1]:50051", loop)) {
      assertThat(channel.layers().authority()).isEqualTo("[::1]:50051");
    }
  }

  @Test
  void aTargetWithoutASchemeIsStillAName() {
    try (var channel = MeshChannel.open("127.0.0.1:" + eleven.port(), loop)) {
      assertThat(ping(channel)).isEqualTo("eleven");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "static:///10.0.0.7:50051,|address: '' (expected: HOST:PORT",
        "static:///10.0.0.7|address: '10.0.0.7' (expected: HOST:PORT",
        "static:///10.0.0.7:0|address: '10.0.0.7:0' (expected: HOST:PORT",
        "static:///10.0.0.7:65536|address: '10.0.0.7:65536' (expected: HOST:PORT",
        "static:///you@10.0.0.7:7|address: 'you@10.0.0.7:7' (expected: HOST:PORT",
        "static:///::1:50051|address: '::1:50051' (expected: HOST:PORT",
        "static:///|target: static:/// (expected: static:///HOST:PORT,HOST:PORT)",
        "static://10.0.0.7:50051|target: static://10.0.0.7:50051 (expected: static:///HOST:PORT",
        "static:10.0.0.7:50051|target: static:10.0.0.7:50051 (expected: static:///HOST:PORT",
      })
  void aTargetThatMakesNoSenseIsRefusedWithValueAndExpectation(String target, String message) {
    assertThatThrownBy(() -> MeshChannel.open(target, loop))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  private static void pingUntilAllOf(MeshChannel channel, Set<String> names) {
    var answered = new HashSet<String>();
    while (!answered.equals(names)) {
      answered.add(ping(channel));
    }
  }

  private static String ping(MeshChannel channel) {
    return PingServiceGrpc.newBlockingStub(channel.layers())
        .ping(PingRequest.getDefaultInstance())
        .getName();
  }
}
