package dev.faremesh.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.util.JsonFormat;
import dev.faremesh.cli.FakeMesh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class PolicyCommandTest {
  private static final String GET_DEMAND = "faremesh.demand.v1.DemandService/GetDemand";

  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @ValueSource(strings = {"GetDemand", "demand/GetDemand", GET_DEMAND})
  void aMethodIsExplainedByAnyOfItsNames(String name) {
    var run = fare("explain", name);

    assertThat(run.out())
        .startsWith(GET_DEMAND + "\n")
        .containsPattern("NUMBER +VALUE +FROM\n")
        .containsPattern("deadline +250ms +faremesh/demand/v1/demand_service.proto\n")
        .containsPattern("max_amplification +none +default: no bound is declared\n")
        .containsPattern("may be repeated +yes +idempotency_level is NO_SIDE_EFFECTS\n")
        .containsPattern("attempts per call when all fail +1\\.1 ");
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
  }

  @Test
  void anOverrideIsExplainedByItsLine() throws IOException {
    var file = file("# calmer", GET_DEMAND + ".breaker.open_for = 7s");
    var run = fare("explain", "GetDemand", "--policy-file", file.toString());

    assertThat(run.out())
        .containsPattern("breaker.open_for +7s +\\Q" + file + "\\E:2\n")
        .containsPattern("breaker stays open for +7s to 8400ms ");
  }

  @Test
  void calleesAreNamed() {
    assertThat(fare("explain", "QuoteRide").out())
        .containsPattern("calls +faremesh.supply.v1.SupplyService/GetSupply +faremesh/pricing");
  }

  @Test
  void anExplanationIsJsonToo() throws InvalidProtocolBufferException {
    var run = fare("explain", "GetDemand", "-o", "json");

    var json = Struct.newBuilder();
    JsonFormat.parser().merge(run.out(), json);
    assertThat(json.getFieldsOrThrow("method").getStringValue()).isEqualTo(GET_DEMAND);
    var first = json.getFieldsOrThrow("settings").getListValue().getValues(0).getStructValue();
    assertThat(first.getFieldsOrThrow("name").getStringValue()).isEqualTo("deadline");
    assertThat(first.getFieldsOrThrow("value").getStringValue()).isEqualTo("250ms");
    assertThat(first.getFieldsOrThrow("from").getStringValue())
        .isEqualTo("faremesh/demand/v1/demand_service.proto");
    assertThat(json.getFieldsOrThrow("consequences").getListValue().getValuesCount()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"explain", "export"})
  void anUnknownMethodIsWrongUsageThatListsThoseThatExist(String verb) {
    var run = fare(verb, "GetDemnd");

    assertThat(run.err())
        .startsWith("fare policy " + verb + ": METHOD: 'GetDemnd' (expected: one of ")
        .contains("supply/GetSupply", "demand/GetDemand", "pricing/QuoteRide");
    assertThat(run.out()).isEmpty();
    assertThat(run.code()).isEqualTo(2);
  }

  @Test
  void thePoliciesOfThisMeshDoNotContradictEachOther() {
    var run = fare("lint");

    assertThat(run.out()).isEqualTo("no contradictions in 16 methods\n");
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
  }

  @Test
  void lintSaysASentenceForEachContradiction() throws IOException {
    var file =
        file(
            GET_DEMAND + ".deadline = 500ms",
            GET_DEMAND + ".attempts.retry_budget = 0.3",
            "faremesh.supply.v1.SupplyService/GetSupply.expected_rate = 0.5");
    var run = fare("lint", "--policy-file", file.toString());

    assertThat(run.out().lines())
        .containsExactly(
            "faremesh.supply.v1.SupplyService/GetSupply: breaker.window: 20 (expected: half of it"
                + " within PT10S, but 0.5 calls a second take 20 s)",
            "faremesh.supply.v1.SupplyService/GetSupply: breaker.probes: 2 (expected: at most 0,"
                + " for so many calls come while it probes, PT1S at 0.5 a second)",
            GET_DEMAND
                + ": deadline: PT0.5S (expected: < PT0.5S, the deadline of its caller"
                + " faremesh.pricing.v1.PricingService/GetSurge)",
            "faremesh.pricing.v1.PricingService/GetSurge: max_amplification: 1.2 (expected: >= 1.3,"
                + " the attempts that one call becomes at "
                + GET_DEMAND
                + " when all fail)",
            GET_DEMAND
                + ": deadline: PT0.5S (expected: < PT0.5S, the deadline of its caller"
                + " faremesh.pricing.v1.PricingService/QuoteRide)",
            "faremesh.pricing.v1.PricingService/QuoteRide: max_amplification: 1.2 (expected: >="
                + " 1.3, the attempts that one call becomes at "
                + GET_DEMAND
                + " when all fail)");
    assertThat(run.code()).isEqualTo(1);
    assertThat(fare("lint", "-o", "json", "--policy-file", file.toString()).out())
        .startsWith("{\n  \"contradictions\": [\n    \"faremesh.supply.v1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"lint", "export --all", "explain GetSupply"})
  void aBadFileIsWrongUsage(String verb) throws IOException {
    var file = file("", GET_DEMAND + ".attempts.max = 6");
    var run = fare((verb + " --policy-file " + file).split(" "));

    assertThat(run.err())
        .contains(": " + file + ":2: " + GET_DEMAND + ": attempts.max: 6 (expected: 1 to 5)\n");
    assertThat(run.out()).isEmpty();
    assertThat(run.code()).isEqualTo(2);
  }

  @Test
  void exportNamesWhatItCannotExpress() {
    var run = fare("export", "GetDemand");

    assertThat(run.out())
        .contains(
            "\"timeout\": \"0.250s\"", "\"serviceName\": \"faremesh.demand.v1.DemandService\"");
    assertThat(run.err())
        .contains(
            GET_DEMAND
                + ": cannot express attempts.timeout 0.120s, attempts.smallest_useful 0.005s,"
                + " breaker (window 20, open_for 1s), limit (8 to 256), last_known (1200s)\n")
        .contains("retryThrottling: ", "retryPolicy: cannot ask the hops below not to retry");
    assertThat(run.code()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"export", "export --all GetDemand"})
  void exportWantsMethodsOrAll(String verb) {
    var run = fare(verb.split(" "));

    assertThat(run.err()).contains("(expected: methods, or --all)");
    assertThat(run.code()).isEqualTo(2);
  }

  @Test
  void withoutAVerbThoseThatExistAreListed() {
    var run = fare();

    assertThat(run.err()).contains("explain", "export", "lint");
    assertThat(run.code()).isEqualTo(2);
  }

  private Path file(String... lines) throws IOException {
    return Files.writeString(folder.resolve("policy.properties"), String.join("\n", lines));
  }

  private static FakeMesh.Run fare(String... args) {
    var all = new String[args.length + 1];
    all[0] = "policy";
    System.arraycopy(args, 0, all, 1, args.length);
    return FakeMesh.run(Map.of(), false, all);
  }
}
