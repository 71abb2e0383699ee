package dev.faremesh.evaluation.tariff;

import dev.faremesh.cli.output.OutputOptions;
import dev.faremesh.cli.output.PlainJson;
import dev.faremesh.cli.output.Table;
import dev.faremesh.pricing.Tariffs;
import dev.faremesh.pricing.store.TariffFormat;
import dev.faremesh.pricing.store.TariffsRefused;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Looks whether pricing-server would take a file. */
@Command(
    name = "check",
    description = {
      "Look whether pricing-server would take a file as its --tariff-file; exit 1 when not.",
      "Tells all that is wrong, each with its path, its value and what was expected."
    })
final class CheckCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "JSON of faremesh.pricing.v1.TariffBook.")
  private Path file = Path.of("");

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws IOException {
    var content = new TariffFile(file).content();
    try {
      tell(new TariffFormat().parse(content));
      return ExitCode.OK;
    } catch (TariffsRefused refused) {
      tell(refused.findings());
      return ExitCode.SOFTWARE;
    }
  }

  private void tell(Tariffs tariffs) {
    int count = tariffs.markets().size();
    output
        .out()
        .println(
            output.json()
                ? PlainJson.document(
                    Map.of("violations", List.of(), "version", tariffs.version(), "tariffs", count))
                : "%s: %d tariffs, version %s".formatted(file, count, tariffs.version()));
  }

  private void tell(List<String> findings) {
    if (output.json()) {
      output.out().println(PlainJson.document(Map.of("violations", findings)));
    } else {
      findings.forEach(finding -> output.out().println(Table.printable(finding)));
    }
  }
}
