package dev.faremesh.mesh.policy;

import java.util.Map;

/**
 * A number of a policy.
 *
 * @param name its path in the policy, such as {@code breaker.open_for}
 * @param value as overrides write it
 */
public record Setting(String name, String value, Origin origin) {
  private static final Map<String, Setting> UNSET =
      Map.ofEntries(
          unset("deadline", "none", "a unary call must bring its own"),
          unset("attempts", "none", "a call is made once"),
          unset("attempts.smallest_useful", "0s", "what half of the attempts take"),
          unset("attempts.backoff", "0s", "the next attempt starts at once"),
          unset("attempts.retry_budget", "0", "no share of calls is retried"),
          unset("breaker", "none", "every call is tried"),
          unset("limit", "none", "any number of calls at once"),
          unset("limit.adaptive", "false", "max calls always"),
          unset("limit.min", "1", "an adaptive limit falls to 1"),
          unset("last_known", "none", "readers get what a call answers"),
          unset("expected_rate", "none", "nobody knows"),
          unset("max_amplification", "none", "no bound is declared"));

  private static Map.Entry<String, Setting> unset(String name, String value, String meaning) {
    return Map.entry(name, new Setting(name, value, new Origin.Unset(meaning)));
  }

  /** What holds when nobody set a field. */
  static Setting unset(PolicyField field) {
    return UNSET.getOrDefault(
        field.name(), new Setting(field.name(), "0", new Origin.Unset("not set")));
  }
}
