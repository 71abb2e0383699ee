package dev.faremesh.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faremesh.cli.call.Peer;
import dev.faremesh.cli.certs.DevelopmentCertificates;
import dev.faremesh.mesh.seal.KeyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerJarsTest {
  @TempDir Path home;

  @Test
  void pricingIsRunWithTheAddressesOfTheOthers() throws IOException {
    var jar = home.resolve("pricing-server/target/pricing-server.jar");
    Files.createDirectories(jar.getParent());
    Files.createFile(jar);

    var command =
        ServerJars.toStay(home)
            .command(
                Peer.PRICING, 7_003, new EnumMap<>(Map.of(Peer.SUPPLY, 7_001, Peer.DEMAND, 7_002)));

    assertThat(command.getFirst()).startsWith(System.getProperty("java.home"));
    assertThat(String.join(" ", command))
        .endsWith(
            "-jar %s --host 127.0.0.1 --port 7003 --until-stdin-closes".formatted(jar)
                + " --supply-target 127.0.0.1:7001 --demand-target 127.0.0.1:7002");
  }

  @Test
  void optionsReachEveryServer() throws IOException {
    for (Peer server : Peer.values()) {
      var jar = home.resolve("%s-server/target/%<s-server.jar".formatted(server));
      Files.createDirectories(jar.getParent());
      Files.createFile(jar);
      var jars = ServerJars.toStay(home).with(List.of("--faults", "--mesh-control"));

      assertThat(jars.command(server, 0, Map.of()))
          .containsSubsequence("--faults", "--mesh-control");
    }
  }

  @Test
  void keysOfQuotesReachThoseWhoSignAndVerify() throws IOException {
    for (Peer server : Peer.values()) {
      var jar = home.resolve("%s-server/target/%<s-server.jar".formatted(server));
      Files.createDirectories(jar.getParent());
      Files.createFile(jar);
      var keys = new KeyFile(home.resolve("quote-keys.json"));
      var command = ServerJars.toStay(home).with(keys).command(server, 0, Map.of());

      if (server == Peer.SUPPLY) {
        assertThat(command).doesNotContain("--quote-keys");
      } else {
        assertThat(command).containsSubsequence("--quote-keys", keys.path().toString());
      }
    }
  }

  @Test
  void eachServerHasItsOwnCertificate() throws IOException {
    for (Peer server : Peer.values()) {
      var jar = home.resolve("%s-server/target/%<s-server.jar".formatted(server));
      Files.createDirectories(jar.getParent());
      Files.createFile(jar);
      var certificates = new DevelopmentCertificates(home.resolve("tls"));
      var jars = ServerJars.toStay(home).with(Optional.of(certificates));

      assertThat(jars.command(server, 0, Map.of()))
          .containsSubsequence(
              "--tls-cert",
              home.resolve("tls/%s-server.pem".formatted(server)).toString(),
              "--tls-key",
              home.resolve("tls/%s-server.key".formatted(server)).toString(),
              "--tls-ca",
              home.resolve("tls/ca.pem").toString());
    }
  }

  @Test
  void quickStartGoesWithoutTheSecondCompiler() {
    assertThat(ServerJars.toStartQuickly(home).flags())
        .containsAll(ServerJars.toStay(home).flags())
        .contains("-XX:TieredStopAtLevel=1");
  }

  @Test
  void jarThatIsNotBuiltIsSaid() {
    assertThatThrownBy(() -> ServerJars.toStay(home).command(Peer.DEMAND, 0, Map.of()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("demand-server.jar: no such file (expected: built");
  }
}
