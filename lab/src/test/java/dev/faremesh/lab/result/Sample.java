package dev.faremesh.lab.result;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Results of a lab that never ran, made by hand. */
public final class Sample {
  private static final List<String> THRESHOLDS =
      List.of("extra_failures <= 0.001", "attempts_per_call <= 1.2");

  private Sample() {}

  /** One scenario, each number another one. */
  public static LabResult dead() {
    return of(
        new ScenarioResult(
            "dead",
            "Quotes survive the death of demand.",
            Verdict.PASSED,
            "All thresholds hold with all protections; naive misses 2 of 2.",
            THRESHOLDS,
            OptionalDouble.empty(),
            List.of(naive(""), all(""))));
  }

  /** A scenario of several forms, with every set. */
  public static LabResult ablation() {
    return of(
        new ScenarioResult(
            "chain",
            "Longer chains fail no more.",
            Verdict.FAILED,
            "extra_failures <= 0.001 is missed with all protections.",
            THRESHOLDS,
            OptionalDouble.of(0.65),
            List.of(
                naive("1 hop"),
                all("1 hop"),
                naive("2 hops"),
                all("2 hops"),
                naive("3 hops"),
                all("3 hops"),
                set("only:breaker", "3 hops", 0.25, 2.5, run(5, 12, 36)),
                set("all-but:breaker", "3 hops", 0.875, 1.5, run(5, 42, 6)))));
  }

  /** What nobody wishes for: markup in texts, no calls, no values, no runs, no sets. */
  public static LabResult odd() {
    var nothing = new RunResult(7, Map.of(), List.of(), List.of(), List.of());
    var noCalls =
        new RunResult(
            8,
            Map.of(Measure.AVAILABILITY, Double.NaN),
            List.of(new Tick(-0.5, 0, 0, 0, 0, Double.NaN, Double.NaN)),
            List.of(new EdgeResult("a<b", "demand", "S/<M>", 0, 0, 0)),
            List.of(new Mark(0, "<kill> & \"stop\"")));
    var sets =
        List.of(
            set("naive", "<v>", Double.NaN, Double.NaN, noCalls, nothing),
            set("all", "<v>", Double.NaN, Double.NaN, nothing),
            new SetResult("only:<x>", "<v>", Map.of(), List.of(), List.of()),
            new SetResult("all", "late", Map.of(), List.of(), List.of()));
    return of(
        scenario("odd", "<script>alert(1)</script> \u001b[31m", sets),
        scenario("empty", "]]> &amp;", List.of()));
  }

  private static ScenarioResult scenario(String name, String claim, List<SetResult> sets) {
    return new ScenarioResult(
        name,
        claim,
        Verdict.INVALID,
        "<b>Too slow</b>",
        List.of("<nonsense>"),
        OptionalDouble.empty(),
        sets);
  }

  /** These scenarios. */
  public static LabResult of(ScenarioResult... scenarios) {
    return new LabResult(
        "fare lab dead --seeds 2",
        Instant.parse("2013-01-04T16:30:15.123Z"),
        List.of(3L, 5L),
        "2 cores, Java 25.0.3",
        List.of(scenarios));
  }

  private static SetResult naive(String variant) {
    return set("naive", variant, 0.125, 3.86, run(3, 6, 42), run(5, 9, 39));
  }

  private static SetResult all(String variant) {
    return set("all", variant, 1, 1.07, run(3, 48, 0), run(5, 47, 1));
  }

  private static SetResult set(
      String protections, String variant, double answered, double attempts, RunResult... runs) {
    return new SetResult(
        protections,
        variant,
        Map.of(
            Measure.AVAILABILITY,
            answered,
            Measure.EXTRA_FAILURES,
            1 - answered,
            Measure.ATTEMPTS_PER_CALL,
            attempts,
            Measure.AMPLIFICATION,
            2 * attempts),
        List.of(
            new Check(THRESHOLDS.getFirst(), 1 - answered, 1 - answered <= 0.001),
            new Check(THRESHOLDS.getLast(), attempts, attempts <= 1.2)),
        List.of(runs));
  }

  private static RunResult run(long seed, int stale, int failed) {
    return new RunResult(
        seed,
        Map.of(Measure.STALE, stale / 48.0),
        List.of(
            new Tick(-0.5, 50, 0, 0, 0, 2.5, 9),
            new Tick(0, 0, stale, 2, failed, 4.5, 204),
            new Tick(0.5, 51, 0, 1, 0, Double.NaN, Double.NaN)),
        List.of(new EdgeResult("pricing", "demand", "DemandService/GetDemand", 50, 11, 193)),
        List.of(new Mark(0.01, "kill demand"), new Mark(0.5, "start demand")));
  }
}
