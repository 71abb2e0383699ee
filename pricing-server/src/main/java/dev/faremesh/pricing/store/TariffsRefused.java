package dev.faremesh.pricing.store;

import java.util.List;

/** What a file says are no tariffs. Its message tells all findings. */
public final class TariffsRefused extends IllegalArgumentException {
  private static final int SHOWN = 100;

  private final List<String> findings;

  /**
   * Refuses.
   *
   * @param findings each with path, value and expectation; at least one
   */
  TariffsRefused(List<String> findings) {
    super(text(findings));
    this.findings = List.copyOf(findings);
  }

  TariffsRefused(String finding, Exception cause) {
    super(finding, cause);
    this.findings = List.of(finding);
  }

  /** What is wrong, all of it. */
  public List<String> findings() {
    return findings;
  }

  private static String text(List<String> findings) {
    if (findings.size() == 1) {
      return findings.getFirst();
    }
    var text = new StringBuilder();
    findings.stream().limit(SHOWN).forEach(finding -> text.append("\n  ").append(finding));
    int more = findings.size() - SHOWN;
    return more > 0
        ? text.append("\n  and ").append(more).append(" more").toString()
        : text.toString();
  }
}
