package dev.faremesh.evaluation.tariff;

import dev.faremesh.cli.output.OutputOptions;
import dev.faremesh.cli.output.Table;
import dev.faremesh.cli.output.Wording;
import dev.faremesh.pricing.Market;
import dev.faremesh.pricing.Tariff;
import dev.faremesh.pricing.Tariffs;
import dev.faremesh.pricing.store.TariffFormat;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows what rides cost. */
@Command(
    name = "show",
    description = {
      "Show what rides cost by a tariff file, or by the tariffs that are built in.",
      "With -o json prints the file itself: redirect it to start a tariff file of your own."
    })
final class ShowCommand implements Callable<Integer> {
  private static final int RATE_DIGITS = 3;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description =
          "Without it, the tariffs that are built in: New York's is real, the others are made up.")
  private @Nullable Path file;

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws IOException {
    var named = file;
    var content = named == null ? TariffFormat.builtInFile() : new TariffFile(named).content();
    var tariffs = new TariffFormat().parse(content);
    if (output.json()) {
      output.out().println(new String(content, StandardCharsets.UTF_8).strip());
    } else {
      table(tariffs).print(output.terminal());
      output.out().println();
      output.out().println("version " + tariffs.version());
    }
    return ExitCode.OK;
  }

  private static Table table(Tariffs tariffs) {
    var table =
        Table.of(
            "CITY",
            "PRODUCT",
            "MONEY",
            "BASE>",
            "KM>",
            "MINUTE>",
            "LEAST>",
            "BOOKING>",
            "SURGE>",
            "ZONE");
    for (Market market : tariffs.markets()) {
      var tariff = tariffs.of(market);
      var rates = tariff.rates();
      table.row(
          market.city(),
          market.product(),
          tariff.currency().getCurrencyCode(),
          amount(tariff, rates.base()),
          rate(tariff, rates.perKilometer()),
          rate(tariff, rates.perMinute()),
          amount(tariff, rates.minimumFare()),
          amount(tariff, rates.bookingFee()),
          surge(tariff),
          tariff.traffic().zone().getId());
    }
    return table;
  }

  private static String surge(Tariff tariff) {
    var limits = tariff.surge().everywhere();
    return limits.off()
        ? "off"
        : Wording.number(limits.floor().value(), 2)
            + " to "
            + Wording.number(limits.cap().value(), 2);
  }

  private static String amount(Tariff tariff, long minor) {
    return BigDecimal.valueOf(minor, digits(tariff)).toPlainString();
  }

  /** Thousandths of a minor unit. */
  private static String rate(Tariff tariff, long rate) {
    return BigDecimal.valueOf(rate, digits(tariff) + RATE_DIGITS).toPlainString();
  }

  private static int digits(Tariff tariff) {
    return tariff.currency().getDefaultFractionDigits();
  }
}
