package dev.faremesh.lab;

import dev.faremesh.cli.output.OutputOptions;
import dev.faremesh.lab.result.LabResult;
import java.io.IOException;
import java.nio.file.Path;

/** Prints. */
record LabOutput(LabResult result, Path folder) {
  void print(OutputOptions output) throws IOException {
    for (var scenario : result.scenarios()) {
      output.out().println(scenario.name() + " " + scenario.verdict() + ": " + scenario.why());
      for (var set : scenario.sets()) {
        output.out().println("  " + set.protections() + " " + set.variant());
        new java.util.TreeMap<>(set.measures())
            .forEach((m, v) ->
                output.out().println("      " + m.written() + " = " + "%.4f".formatted(v)));
        for (var run : set.runs()) {
          output.out().println("    seed " + run.seed() + " " + run.marks());
          run.edges().forEach(e -> output.out().println("      " + e));
          if (System.getenv("LAB_TICKS") != null)
            run.timeline().forEach(t -> output.out().println("      " + t));
        }
      }
    }
  }
}
