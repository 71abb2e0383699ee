package dev.faremesh.cli.policy;

import dev.faremesh.cli.output.OutputOptions;
import dev.faremesh.cli.output.PlainJson;
import dev.faremesh.cli.output.Table;
import dev.faremesh.cli.output.Tone;
import dev.faremesh.mesh.policy.Consequence;
import dev.faremesh.mesh.policy.Explanation;
import dev.faremesh.mesh.policy.Origin;
import dev.faremesh.mesh.policy.Setting;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows the numbers of a method's policy. */
@Command(
    name = "explain",
    description = "Show every number of a method's policy, where it came from, and what follows.")
final class ExplainCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "METHOD",
      description = "Such as GetDemand, demand/GetDemand, or the full name.")
  private String method = "";

  @Mixin private PolicyOptions policy = new PolicyOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    var named = policy.method(method);
    var _ = policy.policies(); // refuses a file that is wrong anywhere, not at this method alone
    var explanation = Explanation.of(named, policy.overrides());
    if (output.json()) {
      output.out().println(PlainJson.document(json(explanation)));
    } else {
      print(explanation);
    }
    return ExitCode.OK;
  }

  private void print(Explanation explanation) {
    output.out().println(output.terminal().paint(Tone.STRONG, explanation.method()));
    var numbers = Table.of("NUMBER", "VALUE", "FROM");
    for (Setting setting : explanation.settings()) {
      var origin = setting.origin();
      numbers.row(tone(origin), setting.name(), setting.value(), origin.toString());
    }
    numbers.print(output.terminal());
    output.out().println();
    var consequences = Table.of("IT FOLLOWS", "", "WHY");
    for (Consequence consequence : explanation.consequences()) {
      consequences.row(consequence.name(), consequence.value(), consequence.reason());
    }
    consequences.print(output.terminal());
  }

  private static Tone tone(Origin origin) {
    return switch (origin) {
      case Origin.Stated _ -> Tone.PLAIN;
      case Origin.Overriding _ -> Tone.WARNING;
      case Origin.Unset _ -> Tone.FAINT;
    };
  }

  private static Map<String, ?> json(Explanation explanation) {
    var settings =
        explanation.settings().stream()
            .map(s -> ordered("name", s.name(), "value", s.value(), "from", s.origin().toString()))
            .toList();
    var consequences =
        explanation.consequences().stream()
            .map(c -> ordered("name", c.name(), "value", c.value(), "why", c.reason()))
            .toList();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("method", explanation.method());
    json.put("settings", settings);
    json.put("consequences", consequences);
    return json;
  }

  private static Map<String, String> ordered(String... keysAndValues) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }
}
