package dev.faremesh.pricing.server;

import static dev.faremesh.pricing.rpc.ScriptedServer.fresh;
import static dev.faremesh.pricing.server.Expected.dollars;
import static dev.faremesh.pricing.server.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faremesh.mesh.server.ReloadedFile;
import dev.faremesh.mesh.server.ServerSettings;
import dev.faremesh.pricing.rpc.Requests;
import dev.faremesh.pricing.v1.QuoteRideRequest;
import dev.faremesh.pricing.v1.Reason;
import dev.faremesh.pricing.v1.ReasonKind;
import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** pricing-server prices by a file, and by what becomes of it. */
@Timeout(120)
final class TariffFileTest {
  private static final QuoteRideRequest REQUEST = Requests.quoteRide();
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-05-04T03:02:01Z"));
  private static final String TARIFFS =
      """
      {"cities": [{"city": "nyc", "currency": "USD", "time_zone": "America/New_York",
        "products": [{"product": "standard", "base": 1300}],
        "regulator": {"cap": 900}}]}
      """;

  private static final Logger LOGGER = Logger.getLogger(ReloadedFile.class.getName());

  @TempDir private Path folder = Path.of("");
  private Path file = Path.of("");

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(folder.resolve("tariffs.json"), TARIFFS);
  }

  @Test
  void fileSaysWhatRidesCostAndWhere() {
    try (var mesh = start()) {
      var quote = mesh.quote(REQUEST.toBuilder().setAllowBaseFare(true).build());

      assertThat(quote.getTotal()).isEqualTo(dollars(13, 0));
      refusal(
          Status.Code.NOT_FOUND,
          "CITY_NOT_FOUND",
          () -> mesh.quote(REQUEST.toBuilder().setCity("tokyo").build()));
    }
  }

  @Test
  void capThatIsCutHoldsForNewQuotesAndNoneThatWasMade() throws IOException {
    var request = REQUEST.toBuilder().setRiderId("ana").build();
    try (var mesh = start()) {
      mesh.supply.drivers(0, fresh(7, 0.95));
      mesh.demand.riders(40, 20, fresh(11, 0.85));
      var issued = mesh.quoteUntil(request, quote -> quote.getMultiplier() > 1.15);
      assertThat(issued.getMultiplier()).isGreaterThan(1.15);

      Files.writeString(file, TARIFFS.replace("\"cap\": 900", "\"cap\": 115"));
      var cut = mesh.quoteUntil(request, quote -> quote.getMultiplier() == 1.15);
      assertThat(cut.getMultiplier()).isEqualTo(1.15);
      assertThat(cut.getTotal()).isEqualTo(dollars(14, 95));
      assertThat(cut.getTariffVersion()).isNotEqualTo(issued.getTariffVersion());
      assertThat(cut.getReasonsList())
          .filteredOn(reason -> reason.getKind() == ReasonKind.REASON_KIND_CAP)
          .last()
          .extracting(Reason::getText)
          .isEqualTo("at most 1.15: the regulator");

      var sentBack = request.toBuilder().setQuoteToken(issued.getToken()).build();
      assertThat(mesh.quote(sentBack)).isEqualTo(issued);
    }
  }

  @Test
  void surgeThatIsSwitchedOffIsOffForTheNextQuote() throws IOException {
    try (var mesh = start()) {
      mesh.supply.drivers(0, fresh(7, 0.95));
      mesh.demand.riders(40, 20, fresh(11, 0.85));
      var surging = mesh.quoteUntil(REQUEST, quote -> quote.getMultiplier() > 1);
      assertThat(surging.getMultiplier()).isGreaterThan(1);

      Files.writeString(
          file, TARIFFS.replace("\"regulator\"", "\"surge_off\": true, \"regulator\""));

      var quote = mesh.quoteUntil(REQUEST, q -> Expected.isLive(q) && q.getMultiplier() == 1);
      assertThat(quote).matches(Expected::isLive);
      assertThat(quote.getTotal()).isEqualTo(dollars(13, 0));
    }
  }

  @Test
  void fileThatIsWrongChangesNothingUntilItIsMended() throws Exception {
    var refused = new CompletableFuture<String>();
    var handler = new Waiting(refused);
    LOGGER.addHandler(handler);
    try (var mesh = start()) {
      var before = mesh.quoteUntil(REQUEST, quote -> true);

      Files.writeString(file, TARIFFS.replace("USD", "XYZ").replace("1300", "1700"));
      assertThat(refused.get(30, TimeUnit.SECONDS)).contains("cities[0].currency: XYZ (expected:");
      var after = mesh.quoteUntil(REQUEST, quote -> true);
      assertThat(after.getTotal()).isEqualTo(dollars(13, 0));
      assertThat(after.getTariffVersion()).isEqualTo(before.getTariffVersion());

      Files.writeString(file, TARIFFS.replace("1300", "1700"));
      var mended = mesh.quoteUntil(REQUEST, q -> q.getTotal().equals(dollars(17, 0)));
      assertThat(mended.getTotal()).isEqualTo(dollars(17, 0));
    } finally {
      LOGGER.removeHandler(handler);
    }
  }

  @Test
  void serverDoesNotStartWithAFileThatIsWrong() throws IOException {
    Files.writeString(file, TARIFFS.replace("America/New_York", "America/Gotham"));

    assertThatThrownBy(this::start)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "tariff-file: "
                + file
                + ": cities[0].time_zone: America/Gotham (expected: an IANA name, such as"
                + " America/New_York)");

    Files.delete(file);
    assertThatThrownBy(this::start).hasMessage("tariff-file: " + file + ": no such file");
  }

  private ScriptedMesh start() {
    return new ScriptedMesh(CLOCK, ServerSettings.local(0), Optional.empty(), Optional.of(file));
  }

  /** For what is logged next. */
  private static final class Waiting extends Handler {
    private final CompletableFuture<String> logged;

    Waiting(CompletableFuture<String> logged) {
      this.logged = logged;
    }

    @Override
    public void publish(LogRecord line) {
      logged.complete(new SimpleFormatter().formatMessage(line));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
