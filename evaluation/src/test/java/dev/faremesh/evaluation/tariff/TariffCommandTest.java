package dev.faremesh.evaluation.tariff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.cli.output.Terminal;
import dev.faremesh.evaluation.Evaluation;
import dev.faremesh.pricing.store.TariffFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TariffCommandTest {
  private static final String BUILT_IN =
      new String(TariffFormat.builtInFile(), StandardCharsets.UTF_8);

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder = Path.of("");

  @Test
  void fileThatIsRightIsCountedAndNamed() throws IOException {
    var file = file(BUILT_IN);

    assertThat(fare("tariff", "check", file)).isZero();
    assertThat(out.toString())
        .isEqualTo("%s: 7 tariffs, version %s\n".formatted(file, TariffFormat.builtIn().version()));
  }

  @Test
  void allThatIsWrongIsPrintedAndEndsWithOne() throws IOException {
    var file = file(BUILT_IN.replace("Asia/Tokyo", "Asia/Gotham").replace("\"GBP\"", "\"XAU\""));

    assertThat(fare("tariff", "check", file)).isEqualTo(1);
    assertThat(out.toString().lines())
        .containsExactly(
            "cities[1].currency: XAU (expected: the ISO 4217 code of one that people pay with)",
            "cities[2].time_zone: Asia/Gotham (expected: an IANA name, such as America/New_York)");
  }

  @Test
  void violationsAreJsonWhereItIsAskedFor() throws IOException {
    var file = file("{\"cities\": [{\"citty\": 1}]}");

    assertThat(fare("tariff", "check", file, "-o", "json")).isEqualTo(1);
    assertThat(out.toString()).contains("\"violations\": [").contains("Cannot find field: citty");

    out.getBuffer().setLength(0);
    assertThat(fare("tariff", "check", file(BUILT_IN), "-o", "json")).isZero();
    assertThat(out.toString()).contains("\"violations\": []").contains("\"tariffs\": 7");
  }

  @Test
  void fileThatIsNotThereIsNamed() {
    assertThat(fare("tariff", "check", "nowhere.json")).isEqualTo(1);
    assertThat(err.toString()).isEqualTo("fare: nowhere.json: no such file\n");
  }

  @Test
  void builtInTariffsAreShownWithTheDigitsOfTheirCurrency() {
    assertThat(fare("tariff", "show")).isZero();
    assertThat(out.toString().lines().map(line -> line.replaceAll(" +", " ")))
        .contains(
            "nyc standard USD 2.20 1.30700 0.31100 5.00 0.00 1.00 to 10.00 America/New_York",
            "tokyo standard JPY 500 290.000 40.000 700 100 1.00 to 2.00 Asia/Tokyo",
            "bengaluru auto INR 30.00 15.00000 0.50000 30.00 0.00 0.50 to 1.50 Asia/Kolkata");
  }

  @Test
  void whatIsShownAsJsonIsAFileToStartFrom() throws IOException {
    assertThat(fare("tariff", "show", "-o", "json")).isZero();
    var own = file(out.toString());

    assertThat(fare("tariff", "check", own)).isZero();
    assertThat(fare("tariff", "show", own)).isZero();
    assertThat(out.toString()).contains("version " + TariffFormat.builtIn().version());
  }

  private String file(String content) throws IOException {
    return Files.writeString(folder.resolve("tariffs.json"), content).toString();
  }

  private int fare(String... args) {
    var terminal = Terminal.plain(new PrintWriter(out, true), new PrintWriter(err, true));
    return Evaluation.run(args, terminal, Map.of());
  }
}
