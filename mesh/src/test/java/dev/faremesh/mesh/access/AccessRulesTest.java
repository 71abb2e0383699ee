package dev.faremesh.mesh.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faremesh.mesh.tls.PeerIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessRulesTest {
  private static final PeerIdentity READER = new PeerIdentity("spiffe://a.example/reader");
  private static final PeerIdentity WRITER = new PeerIdentity("spiffe://a.example/writer");

  @Test
  void whatNoRuleNamesNobodyMayCall() {
    assertThat(AccessRules.NONE.allow(READER, "a.B/Get")).isFalse();
    assertThat(rules("a.B/Get = spiffe://a.example/reader").allow(READER, "a.B/Put")).isFalse();
    assertThat(rules("a.B/* = spiffe://a.example/reader").allow(READER, "a.Bc/Get")).isFalse();
  }

  @Test
  void aRuleOfAMethodStandsAboveThatOfItsService() {
    var rules =
        rules(
            """
            # who reads may not write

            a.B/* = spiffe://a.example/reader
            a.B/Put = spiffe://a.example/writer
            """);
    assertThat(rules.allow(READER, "a.B/Get")).isTrue();
    assertThat(rules.allow(READER, "a.B/Put")).isFalse();
    assertThat(rules.allow(WRITER, "a.B/Put")).isTrue();
    assertThat(rules.allow(WRITER, "a.B/Get")).isFalse();
  }

  @Test
  void aStarIsEverybodyWithACertificate() {
    assertThat(rules("a.B/Get=*").allow(WRITER, "a.B/Get")).isTrue();
  }

  @Test
  void severalCallersAreSeparatedByCommas() {
    var rules = rules("a.B/Get = dns.example , spiffe://a.example/writer");
    assertThat(rules.allow(WRITER, "a.B/Get")).isTrue();
    assertThat(rules.allow(new PeerIdentity("dns.example"), "a.B/Get")).isTrue();
    assertThat(rules.allow(READER, "a.B/Get")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.B/Get spiffe://x|line 1: 'a.B/Get spiffe://x' (expected: SERVICE/METHOD = CALLER",
        "a.B = spiffe://x|line 1: 'a.B = spiffe://x' (expected: SERVICE/METHOD = CALLER",
        "*/* = spiffe://x|line 1: '*/* = spiffe://x' (expected: SERVICE/METHOD = CALLER",
        "a.B/Get =|line 1: '' (expected: a SPIFFE id, a DNS name or *)",
        "a.B/Get = spiffe://x spiffe://y|line 1: 'spiffe://x spiffe://y' (expected: a SPIFFE id",
      })
  void whatIsNoRuleIsRefusedWithItsLine(String line, String message) {
    assertThatThrownBy(() -> rules(line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void aMethodHasOneRule() {
    assertThatThrownBy(() -> rules("a.B/Get = *\na.B/Get = x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("line 2: 'a.B/Get' (expected: one rule for it)");
  }

  private static AccessRules rules(String text) {
    return AccessRules.parse(text.getBytes(UTF_8));
  }
}
