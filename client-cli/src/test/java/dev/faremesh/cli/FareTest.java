package dev.faremesh.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class FareTest {
  private static final String[] VERBS = {
    "demo",
    "up",
    "replay",
    "quote",
    "surge",
    "ride",
    "forecast",
    "edges",
    "fault",
    "check",
    "policy",
    "keys",
    "completion",
    "simulate",
    "profile",
    "history"
  };

  @Test
  void helpListsVerbsOnStdout() {
    var run = fare("--help");

    assertThat(run.out()).contains(VERBS);
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
  }

  @Test
  void nothingToDoIsWrongUsageThatListsVerbs() {
    var run = fare();

    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(VERBS);
    assertThat(run.code()).isEqualTo(2);
  }

  @Test
  void misspeltVerbIsGuessed() {
    var run = fare("qoute");

    assertThat(run.err()).startsWith("fare: Unmatched argument at index 0: 'qoute'");
    assertThat(run.err()).contains("quote");
    assertThat(run.code()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--strct", "-x"})
  void unknownOptionIsNoPosition(String option) {
    var run = fare("quote", option, "40.7,-73.9", "40.6,-73.7");

    assertThat(run.err()).startsWith("fare quote: Unknown option: '" + option + "'");
    assertThat(run.code()).isEqualTo(2);
  }

  @Test
  void variablesAreDocumentedWithTheirOptions() {
    assertThat(fare("quote", "--help").out())
        .contains("FARE_TARGET", "FARE_DEADLINE", "FARE_CITY", "FARE_PRODUCT", "FARE_OUTPUT");
  }

  @ParameterizedTest
  @ValueSource(strings = {"quote", "replay", "up", "ride request", "ride list"})
  void helpShowsDefaultsThatAreWrittenAndNoOthers(String verb) {
    var help = fare((verb + " --help").split(" ")).out();

    assertThat(help).containsPattern("Default: \\w").doesNotContain("Optional", "[]");
    assertThat(help.lines().map(String::strip)).doesNotContain("Default:");
  }

  @Test
  void variableOfWrongFormIsWrongUsage() {
    var run =
        FakeMesh.run(Map.of("FARE_DEADLINE", "soon"), false, "quote", "40.7,-73.9", "40.6,-73.7");

    assertThat(run.err())
        .startsWith("fare quote: --deadline: 'soon' is not a duration (expected: such as 250ms");
    assertThat(run.code()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0s", "-7s", "61m", "99999999h"})
  void deadlineOutOfRangeIsWrongUsage(String deadline) {
    var run = fare("quote", "40.7,-73.9", "40.6,-73.7", "--deadline", deadline);

    assertThat(run.err())
        .startsWith("fare quote: --deadline: ")
        .contains("(expected: > 0 and <= PT1H)");
    assertThat(run.code()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh"})
  void completionKnowsEveryVerb(String shell) {
    var run = fare("completion", shell);

    assertThat(run.out())
        .startsWith("# Completes fare in %s: source <(fare completion %<s)\n".formatted(shell))
        .contains(VERBS)
        .contains("--around", "--rider", "--request-id", "-F _complete_fare");
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
  }

  @Test
  void completionOfAnotherShellIsWrongUsage() {
    var run = fare("completion", "fish");

    assertThat(run.err()).startsWith("fare completion: SHELL: 'fish' (expected: one of bash, zsh)");
    assertThat(run.code()).isEqualTo(2);
  }

  @Test
  void colouredHelpIsForTerminals() {
    assertThat(FakeMesh.run(Map.of(), true, "--help").out()).contains("\u001b[");
    assertThat(fare("--help").out()).doesNotContain("\u001b[");
  }

  @Test
  void runsWithTwoWriters() {
    var out = new StringWriter();
    var err = new StringWriter();

    int code =
        Fare.run(new String[] {"--version"}, new PrintWriter(out), new PrintWriter(err), Map.of());

    assertThat(out.toString()).startsWith("fare ");
    assertThat(err.toString()).isEmpty();
    assertThat(code).isZero();
  }

  private static FakeMesh.Run fare(String... args) {
    return FakeMesh.run(Map.of(), false, args);
  }
}
