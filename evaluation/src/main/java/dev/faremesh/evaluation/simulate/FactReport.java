package dev.faremesh.evaluation.simulate;

import dev.faremesh.evaluation.Interval;
import dev.faremesh.evaluation.Pickups;
import dev.faremesh.evaluation.simulate.market.Sum;
import dev.faremesh.evaluation.simulate.market.Tally;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Findings as facts for programs. */
final class FactReport {
  private final String file;
  private final Pickups pickups;
  private final Findings findings;

  FactReport(String file, Pickups pickups, Findings findings) {
    this.file = file;
    this.pickups = pickups;
    this.findings = findings;
  }

  Map<String, Object> facts() {
    var plan = findings.plan();
    var facts = new LinkedHashMap<String, Object>();
    facts.put("file", file);
    facts.put("rows", pickups.rows());
    facts.put("rejected_rows", pickups.rejectedByName());
    facts.put("pickups", pickups.count());
    facts.put("days", plan.days().stream().map(Object::toString).toList());
    facts.put("seeds", plan.seeds());
    facts.put("seed", plan.seed());
    facts.put("ok", findings.ok());
    facts.put("gates", gates(findings.verdicts()));
    facts.put("policies", policies(findings.judged()));
    facts.put("scarcities", findings.atScarcities().stream().map(this::atScarcity).toList());
    facts.put("stationary", stationary());
    facts.put("outage_at_event", outage(findings.event()));
    facts.put("outage_on_calm_evening", outage(findings.calm()));
    facts.put(
        "evenings", findings.judged().evenings().clusters().stream().map(this::evening).toList());
    facts.put("parameters", parameters());
    return facts;
  }

  private static List<Map<String, Object>> gates(List<Verdict> verdicts) {
    return verdicts.stream()
        .map(verdict -> {
          var facts = verdict.gate().facts();
          facts.put("meaning", verdict.meaning());
          return facts;
        })
        .toList();
  }

  private Map<String, Object> atScarcity(AtScarcity at) {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("scarcity", at.scarcity());
    facts.put("seeds", at.seeds());
    facts.put("neutral_multiplier", at.neutral());
    facts.put("best_flat_multiplier", at.bestFlat());
    facts.put("policies", policies(at));
    facts.put("gates", gates(at.verdicts()));
    return facts;
  }

  private static List<Map<String, Object>> policies(AtScarcity at) {
    return rows(at.evenings(), List.of(Policy.values()), policy -> key(policy), Policy::label);
  }

  private Map<String, Object> stationary() {
    var policies = List.copyOf(findings.stationary().pooled().keySet());
    var facts = new LinkedHashMap<String, Object>();
    facts.put("evenings", StationaryMarket.EVENINGS);
    facts.put(
        "policies",
        rows(
            findings.stationary(),
            policies,
            policy -> policy.replace(' ', '_'),
            Function.identity()));
    return facts;
  }

  private static Map<String, Object> outage(Clusters<Outage> nights) {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("days", nights.clusters().stream().map(Cluster::label).toList());
    facts.put(
        "policies", rows(nights, List.of(Outage.values()), outage -> key(outage), Outage::label));
    return facts;
  }

  private static String key(Enum<?> policy) {
    return policy.name().toLowerCase(Locale.ROOT);
  }

  private static <K> List<Map<String, Object>> rows(
      Clusters<K> clusters, List<K> policies, Function<K, String> key, Function<K, String> label) {
    var figures = Figures.of(clusters, policies);
    var rows = new ArrayList<Map<String, Object>>();
    for (K policy : policies) {
      var row = new LinkedHashMap<String, Object>();
      row.put("policy", key.apply(policy));
      row.put("label", label.apply(policy));
      for (Measure measure : Measure.values()) {
        var estimate = figures.of(policy, measure);
        row.put(measure.key(), estimate(estimate.value(), estimate.interval()));
      }
      rows.add(row);
    }
    return rows;
  }

  private static Map<String, Object> estimate(double value, Interval interval) {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("value", value);
    facts.put("interval", List.of(interval.low(), interval.high()));
    return facts;
  }

  /** What came of a day, so that others can split days as they like. */
  private Map<String, Object> evening(Cluster<Policy> day) {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("day", day.label());
    day.tallies()
        .forEach((policy, tally) -> {
          var measured = new LinkedHashMap<String, Object>();
          measured.put("sessions", perRun(tally, Sum.SESSIONS));
          measured.put("requests", perRun(tally, Sum.REQUESTS));
          for (Measure measure : Measure.values()) {
            measured.put(measure.key(), measure.of(tally));
          }
          facts.put(key(policy), measured);
        });
    return facts;
  }

  private static double perRun(Tally tally, Sum sum) {
    return tally.ratio(sum, Sum.RUNS);
  }

  private Map<String, Object> parameters() {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("balance", findings.weights().numbers());
    facts.put("assumptions", AssumptionFacts.facts());
    return facts;
  }
}
