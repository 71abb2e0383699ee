package dev.faremesh.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ProtectionSetTest {
  @Test
  void namesAreThoseThatPeopleWrite() {
    assertThat(ProtectionSet.parse("naive").on()).isEmpty();
    assertThat(ProtectionSet.parse("all").on()).containsExactlyInAnyOrder(Guard.values());
    assertThat(ProtectionSet.parse("only:last-known").on()).containsExactly(Guard.LAST_KNOWN);
    assertThat(ProtectionSet.parse("all-but:retry").on())
        .containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.of(Guard.RETRY)));
  }

  @Test
  void ablationTakesEachAloneAndAway() {
    var sets = ProtectionSet.ablation(Set.of(Guard.BREAKER, Guard.DEADLINE));

    assertThat(sets)
        .extracting(ProtectionSet::name)
        .containsExactly(
            "naive", "all", "only:deadline", "all-but:deadline", "only:breaker", "all-but:breaker");
  }

  @Test
  void setThatIsNoneIsRefused() {
    assertThatThrownBy(() -> ProtectionSet.parse("most"))
        .hasMessage("protections: 'most' (expected: naive, all, only:X or all-but:X)");
  }

  @Test
  void protectionThatIsNoneIsRefused() {
    assertThatThrownBy(() -> ProtectionSet.parse("only:brekaer"))
        .hasMessage(
            "protection: 'brekaer' (expected: one of deadline, retry, limit, breaker, coalescing,"
                + " last-known, admission, drain)");
  }
}
