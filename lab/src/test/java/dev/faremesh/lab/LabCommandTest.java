package dev.faremesh.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.cli.output.Terminal;
import dev.faremesh.lab.scenario.ScenarioFiles;
import java.io.BufferedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused before anything starts. */
final class LabCommandTest {
  private record Said(int code, String out, String err) {}

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "ded | scenario: 'ded' (expected: one of dead, slow,",
        "dead --protections naive,al | protections: 'al' (expected: naive, all, only:X or",
        "dead --protections only:fuse | protection: 'fuse' (expected: one of deadline, retry,",
        "dead --seeds 0 | --seeds: 0 (expected: >= 1)",
        "dead --parallel -1 | --parallel: -1 (expected: >= 1)",
        "dead --seeds many | 'many' is not an int",
        "missing.json | cannot be read (expected: a file)",
        "--show ded | ded.json: no such file in the lab"
      })
  void wrongUsageIsExplained(String args, String expected) {
    var said = lab(args.split(" "));

    assertThat(said.err()).contains(expected);
    assertThat(said.out()).isEmpty();
    assertThat(said.code()).isEqualTo(2);
  }

  @Test
  void shownScenarioCanBeCopied() {
    var said = lab("--show", "metastable");

    assertThat(said.out()).isEqualTo(ScenarioFiles.builtIn("metastable"));
    assertThat(said.code()).isZero();
  }

  /** Holds text back until a line ends, as a process's output does. */
  private static PrintWriter asOfAProcess(StringWriter written) {
    return new PrintWriter(new BufferedWriter(written), true);
  }

  private static Said lab(String... args) {
    var all = new String[args.length + 1];
    all[0] = "lab";
    System.arraycopy(args, 0, all, 1, args.length);
    var out = new StringWriter();
    var err = new StringWriter();
    int code = Lab.run(all, Terminal.plain(asOfAProcess(out), asOfAProcess(err)), Map.of());
    return new Said(code, out.toString(), err.toString());
  }
}
