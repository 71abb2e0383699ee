package dev.faremesh.evaluation.simulate;

import dev.faremesh.cli.output.OutputOptions;
import dev.faremesh.cli.output.PlainJson;
import dev.faremesh.evaluation.Pickups;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a simulation found, for people and programs.
 *
 * @param file that was read
 */
record Report(String file, Pickups pickups, Findings findings) {
  boolean ok() {
    return findings.ok();
  }

  void print(OutputOptions output) {
    if (output.json()) {
      output.out().println(json());
    } else {
      new TableReport(findings).print(output);
    }
  }

  private String json() {
    return PlainJson.document(new FactReport(file, pickups, findings).facts());
  }

  /**
   * Writes simulate.json and simulate.html.
   *
   * @param directory is made when it is not there
   */
  void write(Path directory) throws IOException {
    Files.createDirectories(directory);
    var json = json();
    Files.writeString(directory.resolve("simulate.json"), json + "\n");
    Files.writeString(
        directory.resolve("simulate.html"), new PageReport(file, findings, json).html());
  }
}
