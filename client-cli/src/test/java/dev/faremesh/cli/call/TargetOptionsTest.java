package dev.faremesh.cli.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

final class TargetOptionsTest {

  @Command
  static final class OneServer {
    @Mixin TargetOptions options = new TargetOptions(Peer.DEMAND);
  }

  @Command
  static final class TwoServers {
    @Mixin TargetOptions options = new TargetOptions(Peer.SUPPLY, Peer.DEMAND);
  }

  @Test
  void everyServerHasAnAddressOfItsOwn() {
    var options = two();

    assertThat(options.target(Peer.SUPPLY)).isEqualTo("127.0.0.1:50051");
    assertThat(options.target(Peer.DEMAND)).isEqualTo("127.0.0.1:50052");
    assertThat(options.target(Peer.PRICING)).isEqualTo("127.0.0.1:50053");
  }

  @Test
  void bareAddressIsOfTheOneServer() {
    assertThat(one("--target", "there:7").target(Peer.DEMAND)).isEqualTo("there:7");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"127.0.0.1:7", "supply-0.supply.fares.svc:7", "[::1]:7", "dns:///there:7"})
  void addressMayBeNameOrNumber(String address) {
    assertThat(one("--target", address).target(Peer.DEMAND)).isEqualTo(address);
  }

  @Test
  void namesMayComeTogetherOrOneByOne() {
    var together = two("--target", "demand=d:7,supply=s:11");
    assertThat(together.target(Peer.DEMAND)).isEqualTo("d:7");
    assertThat(together.target(Peer.SUPPLY)).isEqualTo("s:11");

    var apart = two("--target", "demand=d:7", "--target", "supply=dns:///s:11");
    assertThat(apart.target(Peer.DEMAND)).isEqualTo("d:7");
    assertThat(apart.target(Peer.SUPPLY)).isEqualTo("dns:///s:11");
  }

  @Test
  void nameOfServerThatIsNotCalledDoesNoHarm() {
    assertThat(one("--target", "pricing=p:13").target(Peer.DEMAND)).isEqualTo("127.0.0.1:50052");
  }

  @Test
  void bareAddressIsAmbiguousAmongSeveralServers() {
    var options = two("--target", "there:7");

    assertThatThrownBy(() -> options.target(Peer.SUPPLY))
        .isInstanceOf(ParameterException.class)
        .hasMessage(
            "--target: 'there:7' (expected: NAME=there:7, because this verb talks to [supply,"
                + " demand])");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"there", "there:", ":7", "there:0", "there:65536", "dispatch=there:7", ""})
  void addressOfAnotherFormIsRefused(String target) {
    assertThatThrownBy(() -> one("--target", target))
        .isInstanceOf(ParameterException.class)
        .hasMessageEndingWith(
            "'%s' (expected: HOST:PORT or NAME=HOST:PORT with NAME supply, demand or pricing)"
                .formatted(target));
  }

  private static TargetOptions one(String... args) {
    var verb = new OneServer();
    new CommandLine(verb).parseArgs(args);
    return verb.options;
  }

  private static TargetOptions two(String... args) {
    var verb = new TwoServers();
    new CommandLine(verb).parseArgs(args);
    return verb.options;
  }
}
