package dev.faremesh.evaluation.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import dev.faremesh.cli.output.Terminal;
import dev.faremesh.evaluation.Evaluation;
import dev.faremesh.mesh.seal.KeyFile;
import dev.faremesh.mesh.seal.Opened;
import dev.faremesh.pricing.rpc.Recording;
import dev.faremesh.pricing.store.TariffFormat;
import dev.faremesh.pricing.v1.CellInput;
import dev.faremesh.pricing.v1.PricingMode;
import dev.faremesh.pricing.v1.Quote;
import dev.faremesh.pricing.v1.QuoteClaims;
import dev.faremesh.pricing.v1.RecordedInputs;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
final class VerifyCommandTest {
  private final Path folder;
  private final KeyFile keys;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  VerifyCommandTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    keys = new KeyFile(folder.resolve("keys.json"));
    keys.create();
  }

  @ParameterizedTest
  @CsvSource({"nyc, standard", "nyc, xl", "tokyo, standard"})
  void quoteOfAServerIsVerifiedLineByLine(String city, String product) {
    var quote = quote(city, product);

    assertThat(verify(quote.getToken())).as(out + "" + err).isZero();
    assertThat(out.toString())
        .contains("seal         AUTHENTIC", quote.getQuoteId(), "rider id     ana")
        .containsPattern("expired +false")
        .contains("ln multiplier of 882a100d65fffff")
        .containsPattern(
            "total +%s [0-9.]+ +%<s [0-9.]+ +same".formatted(quote.getTotal().getCurrencyCode()))
        .contains("verified: the fare is what the recorded inputs and the tariff make")
        .doesNotContain("DIFFERS");
    assertThat(quote.getMultiplier()).isGreaterThan(1);
  }

  @Test
  void quoteWithoutLiveInputsIsVerifiedFromWhatWasRecorded() {
    Quote base;
    try (var city = new QuotedCity(keys.path(), Optional.empty())) {
      city.loseRiders();
      base = city.quote("nyc", "standard", PricingMode.PRICING_MODE_BASE);
    }

    assertThat(verify(base.getToken())).as(out + "" + err).isZero();
    assertThat(out.toString())
        .containsPattern("inputs +not live +not live +same")
        .containsPattern("multiplier +1.0 +1.0 +same");
  }

  @Test
  void heldMultiplierIsTakenAsItWasRecorded() throws Exception {
    var held =
        changed(
            quote("nyc", "standard"),
            claims -> {
              recorded(
                  claims,
                  made -> made.getCellsBuilderList().forEach(CellInput.Builder::clearLogDemand));
              claims
                  .getQuoteBuilder()
                  .setMode(PricingMode.PRICING_MODE_HOLD)
                  .setInputsDigest(new Recording(claims.getRecorded()).digest());
            });

    assertThat(verify(held)).as(out + "" + err).isZero();
    assertThat(out.toString()).containsPattern("inputs +not live +not live +same");
  }

  @Test
  void jsonHasTheVerdictAndEveryCheck() throws IOException {
    var quote = quote("nyc", "standard");

    assertThat(verify(quote.getToken(), "-o", "json")).isZero();
    var json = json();
    assertThat(json.getFieldsOrThrow("verdict").getStringValue()).isEqualTo("verified");
    assertThat(json.getFieldsOrThrow("seal").getStringValue()).isEqualTo("AUTHENTIC");
    assertThat(json.getFieldsOrThrow("quote_id").getStringValue()).isEqualTo(quote.getQuoteId());
    assertThat(json.getFieldsOrThrow("expired").getBoolValue()).isFalse();
    assertThat(json.getFieldsOrThrow("checks").getListValue().getValuesList())
        .hasSizeGreaterThan(15)
        .allMatch(check -> check.getStructValue().getFieldsOrThrow("same").getBoolValue());
  }

  @Test
  void fareThatTheInputsDoNotMakeDiffers() throws Exception {
    var quote = quote("nyc", "standard");
    var cheaper =
        changed(
            quote,
            claims -> {
              var total = claims.getQuoteBuilder().getTotalBuilder();
              total.setUnits(total.getUnits() - 1);
            });

    assertThat(verify(cheaper)).isEqualTo(1);
    assertThat(out.toString())
        .containsPattern("total +USD .* DIFFERS")
        .containsPattern("differs: 1 of \\d+ are not what the inputs make");
  }

  @Test
  void inputsThatWereChangedAfterwardsShowInDigestCellAndPrice() throws Exception {
    var quote = quote("nyc", "standard");
    var busier =
        changed(
            quote, claims -> recorded(claims, made -> made.getCellsBuilder(0).setLogDemand(3.3)));

    assertThat(verify(busier, "-o", "json")).isEqualTo(1);
    assertThat(json().getFieldsOrThrow("verdict").getStringValue()).isEqualTo("differs");
    assertThat(different())
        .contains("inputs digest", "ln multiplier of 882a100d65fffff", "multiplier", "total");
  }

  @Test
  void cellsOfAnotherPlaceDiffer() throws Exception {
    var quote = quote("nyc", "standard");
    var elsewhere =
        changed(
            quote,
            claims ->
                recorded(
                    claims,
                    made -> {
                      var first = made.getCells(0);
                      made.setCells(0, made.getCells(1)).setCells(1, first);
                    }));

    assertThat(verify(elsewhere, "-o", "json")).isEqualTo(1);
    assertThat(different()).contains("cells", "inputs digest");
  }

  @Test
  void tokenOfOtherKeysIsNotAuthentic() throws IOException {
    var quote = quote("nyc", "standard");
    var others = new KeyFile(folder.resolve("others.json"));
    others.create();

    assertThat(fare("quote", "verify", held(quote.getToken()), "--keys", others.path().toString()))
        .isEqualTo(1);
    assertThat(out.toString())
        .contains("UNKNOWN_KEY", "not authentic: it names key ")
        .doesNotContain("total");
  }

  @Test
  void changedTokenIsNotAuthentic() throws IOException {
    var token = quote("nyc", "standard").getToken();
    char other = token.charAt(100) == 'x' ? 'y' : 'x';

    assertThat(verify(token.substring(0, 100) + other + token.substring(101), "-o", "json"))
        .isEqualTo(1);
    assertThat(json().getFieldsOrThrow("verdict").getStringValue()).isEqualTo("not_authentic");
    assertThat(json().getFieldsOrThrow("seal").getStringValue()).isEqualTo("WRONG_TAG");
  }

  @Test
  void garbageIsNotAuthentic() {
    assertThat(verify("x".repeat(8192))).isEqualTo(1);
    assertThat(out.toString()).contains("not authentic: it is no token of a quote");
  }

  @Test
  void sealedNonsenseIsNoQuote() throws Exception {
    var quote = quote("nyc", "standard");

    assertNoQuote(
        changed(
            quote,
            claims -> claims.getQuoteBuilder().getExpireTimeBuilder().setSeconds(Long.MAX_VALUE)));
    assertNoQuote(
        changed(quote, claims -> claims.getQuoteBuilder().getPickupBuilder().setLatitude(91)));
    assertNoQuote(
        changed(
            quote,
            claims -> recorded(claims, made -> made.getCellsBuilder(0).setCell("not a cell"))));
  }

  @Test
  void otherTariffsAreSaidAndNotReckonedWith() throws IOException {
    var quote = quote("nyc", "standard");
    var dearer = file(builtIn().replaceFirst("\"base\": \"?220\"?", "\"base\": 230"));

    assertThat(verify(quote.getToken(), "--tariffs", dearer)).isEqualTo(1);
    assertThat(out.toString())
        .contains("other tariffs: version " + quote.getTariffVersion() + " priced it")
        .doesNotContain("total");
  }

  @Test
  void tariffsOfAFileAreTaken() throws IOException {
    var dearer = file(builtIn().replaceFirst("\"base\": \"?220\"?", "\"base\": 230"));
    Quote quote;
    try (var city = new QuotedCity(keys.path(), Optional.of(Path.of(dearer)))) {
      quote = city.quote("nyc", "standard", PricingMode.PRICING_MODE_LIVE);
    }

    assertThat(verify(quote.getToken(), "--tariffs", dearer)).as(out + "" + err).isZero();
    assertThat(out.toString()).containsPattern("base +USD 2.30 +USD 2.30 +same");
  }

  @Test
  void tokenAmongTheArgumentsIsWrongUsageAndNotRepeated() {
    assertThat(fare("quote", "verify", "Cg.AQ", "--keys", keys.path().toString())).isEqualTo(2);
    assertThat(err.toString())
        .contains("(expected: - for standard input, or @FILE)")
        .doesNotContain("Cg.AQ");
  }

  @Test
  void keysAreRequiredAndNamedWhenAbsent() {
    var token = held("Cg.AQ");
    assertThat(fare("quote", "verify", token)).isEqualTo(2);
    assertThat(fare("quote", "verify", token, "--keys", "absent.json")).isEqualTo(1);
    assertThat(err.toString()).contains("fare: absent.json: no such file");
  }

  private Quote quote(String city, String product) {
    try (var quoted = new QuotedCity(keys.path(), Optional.empty())) {
      return quoted.quote(city, product, PricingMode.PRICING_MODE_LIVE);
    }
  }

  /** A token with the right seal that says something else. */
  private String changed(Quote quote, Consumer<QuoteClaims.Builder> change) throws Exception {
    var opened = (Opened.Authentic) keys.read().open(quote.getToken());
    var claims = QuoteClaims.parseFrom(opened.payload()).toBuilder();
    change.accept(claims);
    return keys.read().seal(claims.build().toByteArray());
  }

  private void assertNoQuote(String token) {
    err.getBuffer().setLength(0);
    assertThat(verify(token)).isEqualTo(1);
    assertThat(err).hasToString("fare: the keys have sealed something else (expected: a quote)\n");
  }

  private static void recorded(
      QuoteClaims.Builder claims, Consumer<RecordedInputs.Builder> change) {
    try {
      var made = RecordedInputs.newBuilder().mergeFrom(claims.getRecorded());
      change.accept(made);
      claims.setRecorded(made.build().toByteString());
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("the token has other inputs", e);
    }
  }

  /** In a file, as an argument. */
  private String held(String token) {
    try {
      return "@" + Files.writeString(folder.resolve("token"), token);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int verify(String token, String... more) {
    var args =
        new ArrayList<>(List.of("quote", "verify", held(token), "--keys", keys.path().toString()));
    args.addAll(List.of(more));
    return fare(args.toArray(String[]::new));
  }

  private int fare(String... args) {
    var terminal = Terminal.plain(new PrintWriter(out), new PrintWriter(err));
    return Evaluation.run(args, terminal, Map.of());
  }

  private Struct json() throws IOException {
    var json = Struct.newBuilder();
    JsonFormat.parser().merge(out.toString(), json);
    return json.build();
  }

  private List<String> different() throws IOException {
    return json().getFieldsOrThrow("checks").getListValue().getValuesList().stream()
        .map(Value::getStructValue)
        .filter(check -> !check.getFieldsOrThrow("same").getBoolValue())
        .map(check -> check.getFieldsOrThrow("name").getStringValue())
        .toList();
  }

  private String file(String tariffs) throws IOException {
    assertThat(tariffs).isNotEqualTo(builtIn());
    return Files.writeString(folder.resolve("tariffs.json"), tariffs).toString();
  }

  private static String builtIn() {
    return new String(TariffFormat.builtInFile(), StandardCharsets.UTF_8);
  }
}
