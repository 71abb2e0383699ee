package dev.faremesh.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The failure lab in short: two scenarios on our chain, and one on a chain that is not ours. What
 * is asserted is that protections make the difference that the scenarios claim.
 */
@Timeout(900)
class LabIT {
  private static final String RESOURCES = "system-tests/src/test/resources/dev/faremesh/system/";
  private static final List<String> SCENARIOS =
      List.of("lab/dead-short.json", "lab/lossy-short.json", "foreign/stock-dead.json");

  @TempDir private Path out;

  @Test
  void protectionsMakeTheDifferenceThatScenariosClaim() throws Exception {
    var words = FareUp.fare("lab", "--seeds=1", "--parallel=1", "-o=json", "--out=" + out);
    SCENARIOS.forEach(scenario -> words.add(RESOURCES + scenario));
    var lab = Command.run(words, Map.of(), Duration.ofMinutes(14));

    var result = Struct.newBuilder();
    JsonFormat.parser().merge(lab.out(), result);
    var scenarios = list(result.build(), "scenarios");
    assertThat(scenarios).hasSize(SCENARIOS.size());
    assertThat(Files.readString(out.resolve("lab.html"))).contains("dead-short", "stock-dead");
    for (Value value : scenarios) {
      var scenario = value.getStructValue();
      var verdict = text(scenario, "verdict");
      assertThat(verdict)
          .as("%s: %s", text(scenario, "name"), text(scenario, "why"))
          .isIn("passed", "invalid");
      assumeTrue(verdict.equals("passed"), () -> "not judged: " + text(scenario, "why"));
      assertThat(list(scenario, "sets"))
          .extracting(set -> text(set.getStructValue(), "protections"))
          .containsExactlyInAnyOrder("naive", "all");
    }
    assertThat(lab.exitCode()).isZero();
  }

  private static List<Value> list(Struct facts, String name) {
    return facts
        .getFieldsOrDefault(
            name, Value.newBuilder().setListValue(ListValue.getDefaultInstance()).build())
        .getListValue()
        .getValuesList();
  }

  private static String text(Struct facts, String name) {
    return facts.getFieldsOrThrow(name).getStringValue();
  }
}
