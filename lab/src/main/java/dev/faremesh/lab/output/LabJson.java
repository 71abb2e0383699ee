package dev.faremesh.lab.output;

import dev.faremesh.lab.result.Check;
import dev.faremesh.lab.result.EdgeResult;
import dev.faremesh.lab.result.LabResult;
import dev.faremesh.lab.result.Mark;
import dev.faremesh.lab.result.Measure;
import dev.faremesh.lab.result.RunResult;
import dev.faremesh.lab.result.ScenarioResult;
import dev.faremesh.lab.result.SetResult;
import dev.faremesh.lab.result.Tick;
import dev.faremesh.lab.result.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * What the lab found out as facts, which {@link dev.faremesh.cli.output.PlainJson} writes. Names of
 * measures are those of {@link Measure#written()}; values that are not known are not a number.
 */
public final class LabJson {
  private LabJson() {}

  /** All of it. */
  public static Map<String, Object> facts(LabResult result) {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("command", result.command());
    facts.put("started", result.started().toString());
    facts.put("machine", result.machine());
    facts.put("seeds", result.seeds());
    facts.put("ok", result.ok());
    facts.put("scenarios", each(result.scenarios(), LabJson::scenario));
    return facts;
  }

  private static <T> List<Map<String, Object>> each(
      List<T> all, Function<T, Map<String, Object>> facts) {
    return all.stream().map(facts).toList();
  }

  private static Map<String, Object> scenario(ScenarioResult scenario) {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("name", scenario.name());
    facts.put("claim", scenario.claim());
    facts.put("verdict", written(scenario.verdict()));
    facts.put("why", scenario.why());
    facts.put("thresholds", scenario.thresholds());
    facts.put("calibrated_seconds", scenario.calibratedSeconds().orElse(Double.NaN));
    facts.put("sets", each(scenario.sets(), set -> set(scenario, set)));
    return facts;
  }

  /** How a verdict is written. */
  static String written(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, Object> set(ScenarioResult scenario, SetResult set) {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("protections", set.protections());
    facts.put("variant", set.variant());
    facts.put("ok", set.ok());
    var worth = Worth.of(scenario, set.variant());
    facts.put("worth_by", worth.map(by -> by.measure().written()).orElse(""));
    facts.put("worth", worth.map(by -> by.share(set)).orElse(Double.NaN));
    facts.put("measures", measures(set.measures()));
    facts.put("checks", each(set.checks(), LabJson::check));
    facts.put("runs", each(set.runs(), LabJson::run));
    return facts;
  }

  private static Map<String, Object> measures(Map<Measure, Double> values) {
    var facts = new LinkedHashMap<String, Object>();
    for (Measure measure : Measure.values()) {
      if (values.containsKey(measure)) {
        facts.put(measure.written(), values.getOrDefault(measure, Double.NaN));
      }
    }
    return facts;
  }

  private static Map<String, Object> check(Check check) {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("threshold", check.threshold());
    facts.put("value", check.value());
    facts.put("ok", check.ok());
    return facts;
  }

  private static Map<String, Object> run(RunResult run) {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("seed", run.seed());
    facts.put("fault_seconds", run.faultSeconds());
    facts.put("measures", measures(run.measures()));
    facts.put("edges", each(run.edges(), LabJson::edge));
    facts.put("marks", each(run.marks(), LabJson::mark));
    facts.put("timeline", each(run.timeline(), LabJson::tick));
    return facts;
  }

  private static Map<String, Object> edge(EdgeResult edge) {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("caller", edge.caller());
    facts.put("edge", edge.edge());
    facts.put("method", edge.method());
    facts.put("calls", edge.calls());
    facts.put("calls_ok", edge.callsOk());
    facts.put("attempts", edge.attempts());
    facts.put("attempts_per_call", edge.amplification());
    return facts;
  }

  private static Map<String, Object> mark(Mark mark) {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("second", mark.second());
    facts.put("what", mark.what());
    return facts;
  }

  private static Map<String, Object> tick(Tick tick) {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("second", tick.second());
    facts.put("fresh", tick.fresh());
    facts.put("stale", tick.stale());
    facts.put("degraded", tick.degraded());
    facts.put("failed", tick.failed());
    facts.put("p50_ms", tick.p50Millis());
    facts.put("p99_ms", tick.p99Millis());
    return facts;
  }
}
