package dev.faremesh.evaluation.audit;

import dev.faremesh.cli.output.OutputOptions;
import dev.faremesh.cli.output.PlainJson;
import dev.faremesh.cli.output.Table;
import dev.faremesh.cli.output.Tone;
import dev.faremesh.mesh.seal.Opened;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What an audit found.
 *
 * @param checks all that was compared; empty when the seal is wrong
 * @param facts of the quote, by name, for a person
 * @param words the verdict, for a person
 */
record AuditReport(Verdict verdict, Map<String, Object> facts, List<Check> checks, String words) {
  private static final int WIDTH = 20;

  /** Of a token whose seal is wrong. */
  static AuditReport refused(Opened.Refused refused) {
    var reason =
        switch (refused) {
          case Opened.Malformed _ -> "it is no token of a quote, or a part of one";
          case Opened.UnknownKey(var id) ->
              "it names key %d, which is not in the file".formatted(id);
          case Opened.WrongTag _ -> "it was changed, or sealed by somebody else";
        };
    return new AuditReport(
        Verdict.NOT_AUTHENTIC,
        Map.of("seal", refused.reason()),
        List.of(),
        "not authentic: " + reason);
  }

  /**
   * Of a token whose seal is right.
   *
   * @param now wall time
   * @param version which tariffs
   * @param others the rest, when these are the tariffs that it was priced by
   */
  static AuditReport of(Recorded recorded, Instant now, Check version, List<Check> others) {
    var checks = new ArrayList<Check>();
    checks.add(version);
    checks.addAll(others);
    long different = checks.stream().filter(check -> !check.same()).count();
    if (!version.same()) {
      return new AuditReport(
          Verdict.OTHER_TARIFFS,
          facts(recorded, now),
          checks,
          "other tariffs: version %s priced it, and these are %s (expected: --tariffs FILE of that"
                  .formatted(version.recorded(), version.recomputed())
              + " version)");
    }
    return different == 0
        ? new AuditReport(
            Verdict.VERIFIED,
            facts(recorded, now),
            checks,
            "verified: the fare is what the recorded inputs and the tariff make")
        : new AuditReport(
            Verdict.DIFFERS,
            facts(recorded, now),
            checks,
            "differs: %d of %d are not what the inputs make".formatted(different, checks.size()));
  }

  private static Map<String, Object> facts(Recorded recorded, Instant now) {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("seal", "AUTHENTIC");
    facts.put("quote_id", recorded.quote().getQuoteId());
    facts.put("rider_id", recorded.claims().getRiderId());
    facts.put("expire_time", recorded.expireTime());
    facts.put("expired", !now.isBefore(recorded.expireTime()));
    return facts;
  }

  void print(OutputOptions output) {
    if (output.json()) {
      output.out().println(PlainJson.document(json()));
      return;
    }
    var about = Table.of("", "");
    facts.forEach((name, value) -> about.row(name.replace('_', ' '), "" + value));
    about.print(output.terminal());
    if (!checks.isEmpty()) {
      output.out().println();
      table().print(output.terminal());
    }
    output.out().println();
    output.out().println(output.terminal().paint(tone(verdict == Verdict.VERIFIED), words));
  }

  private Table table() {
    var table = Table.of("", "RECORDED>", "RECOMPUTED>", "");
    for (Check check : checks) {
      table.row(
          check.same() ? Tone.PLAIN : Tone.BAD,
          check.name(),
          shown(check, check.recorded()),
          shown(check, check.recomputed()),
          check.same() ? "same" : "DIFFERS");
    }
    return table;
  }

  /** Nobody reads digits that are the same. */
  private static String shown(Check check, String text) {
    return check.same() && text.length() > WIDTH ? text.substring(0, WIDTH) + "..." : text;
  }

  private static Tone tone(boolean good) {
    return good ? Tone.GOOD : Tone.BAD;
  }

  private Map<String, Object> json() {
    var json = new LinkedHashMap<String, Object>();
    json.put("verdict", verdict.name().toLowerCase(Locale.ROOT));
    json.putAll(facts);
    json.put("checks", checks.stream().map(AuditReport::facts).toList());
    return json;
  }

  private static Map<String, Object> facts(Check check) {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("name", check.name());
    facts.put("recorded", check.recorded());
    facts.put("recomputed", check.recomputed());
    facts.put("same", check.same());
    return facts;
  }
}
