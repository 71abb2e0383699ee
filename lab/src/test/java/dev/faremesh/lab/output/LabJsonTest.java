package dev.faremesh.lab.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.faremesh.cli.output.PlainJson;
import dev.faremesh.lab.result.LabResult;
import dev.faremesh.lab.result.Sample;
import dev.faremesh.lab.result.ScenarioResult;
import dev.faremesh.lab.result.SetResult;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LabJsonTest {

  /** A scenario with the first of its sets, and the first run of that. */
  private static LabResult shortened(LabResult result) {
    var scenario = result.scenarios().getFirst();
    var set = scenario.sets().getFirst();
    var one =
        new SetResult(
            set.protections(),
            set.variant(),
            set.measures(),
            set.checks(),
            set.runs().subList(0, 1));
    return Sample.of(
        new ScenarioResult(
            scenario.name(),
            scenario.claim(),
            scenario.verdict(),
            scenario.why(),
            scenario.thresholds(),
            scenario.calibratedSeconds(),
            List.of(one)));
  }

  @Test
  void factsAreWrittenUnderTheirNames() {
    var json = PlainJson.document(LabJson.facts(shortened(Sample.dead())));

    assertThat(JsonParser.parseString(json))
        .isEqualTo(
            JsonParser.parseString(
                """
                {
                  "command": "fare lab dead --seeds 2",
                  "started": "2013-01-04T16:30:15.123Z",
                  "machine": "2 cores, Java 25.0.3",
                  "seeds": [3, 5],
                  "ok": true,
                  "scenarios": [{
                    "name": "dead",
                    "claim": "Quotes survive the death of demand.",
                    "verdict": "passed",
                    "why": "All thresholds hold with all protections; naive misses 2 of 2.",
                    "thresholds": ["extra_failures <= 0.001", "attempts_per_call <= 1.2"],
                    "calibrated_seconds": null,
                    "sets": [{
                      "protections": "naive",
                      "variant": "",
                      "ok": false,
                      "worth_by": "",
                      "worth": null,
                      "measures": {
                        "availability": 0.125, "extra_failures": 0.875, "attempts_per_call": 3.86,
                        "amplification": 7.72
                      },
                      "checks": [
                        {"threshold": "extra_failures <= 0.001", "value": 0.875, "ok": false},
                        {"threshold": "attempts_per_call <= 1.2", "value": 3.86, "ok": false}
                      ],
                      "runs": [{
                        "seed": 3,
                        "fault_seconds": 0.5,
                        "measures": {"stale": 0.125},
                        "edges": [{
                          "caller": "pricing",
                          "edge": "demand",
                          "method": "DemandService/GetDemand",
                          "calls": 50,
                          "calls_ok": 11,
                          "attempts": 193,
                          "attempts_per_call": 3.86
                        }],
                        "marks": [
                          {"second": 0.01, "what": "kill demand"},
                          {"second": 0.5, "what": "start demand"}
                        ],
                        "timeline": [
                          {"second": -0.5, "fresh": 50, "stale": 0, "degraded": 0, "failed": 0,
                           "p50_ms": 2.5, "p99_ms": 9},
                          {"second": 0, "fresh": 0, "stale": 6, "degraded": 2, "failed": 42,
                           "p50_ms": 4.5, "p99_ms": 204},
                          {"second": 0.5, "fresh": 51, "stale": 0, "degraded": 1, "failed": 0,
                           "p50_ms": null, "p99_ms": null}
                        ]
                      }]
                    }]
                  }]
                }
                """));
  }

  @Test
  void measuresHaveOneOrder() {
    var json = PlainJson.line(LabJson.facts(Sample.ablation()));

    assertThat(json)
        .contains("\"measures\":{\"availability\":0.25,\"extra_failures\":0.75,")
        .contains("\"calibrated_seconds\":0.65", "\"verdict\":\"failed\"", "\"ok\":false");
  }

  @Test
  void resultWithoutValuesIsStillJson() {
    var json = PlainJson.document(LabJson.facts(Sample.odd()));

    var scenario =
        JsonParser.parseString(json)
            .getAsJsonObject()
            .getAsJsonArray("scenarios")
            .get(0)
            .getAsJsonObject();
    assertThat(scenario.get("verdict").getAsString()).isEqualTo("invalid");
    assertThat(scenario.get("claim").getAsString()).startsWith("<script>");
    assertThat(json).contains("\"availability\": null", "\"attempts_per_call\": null");
  }
}
