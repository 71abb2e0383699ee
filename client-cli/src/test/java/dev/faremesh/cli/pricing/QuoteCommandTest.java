package dev.faremesh.cli.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.JsonFormat;
import com.google.type.LatLng;
import com.google.type.Money;
import dev.faremesh.cli.FakeMesh;
import dev.faremesh.cli.call.Peer;
import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.pricing.v1.FareLine;
import dev.faremesh.pricing.v1.FareLineKind;
import dev.faremesh.pricing.v1.Input;
import dev.faremesh.pricing.v1.InputSource;
import dev.faremesh.pricing.v1.InputState;
import dev.faremesh.pricing.v1.PricingMode;
import dev.faremesh.pricing.v1.Quote;
import dev.faremesh.pricing.v1.Reason;
import dev.faremesh.pricing.v1.ReasonKind;
import dev.faremesh.type.v1.Freshness;
import io.grpc.Status;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class QuoteCommandTest {
  private static final String TIMES_SQUARE = "40.7580,-73.9855";
  private static final String AIRPORT = "40.6413,-73.7781";

  private FakeMesh mesh;

  @BeforeEach
  void start() {
    mesh = FakeMesh.start();
    mesh.pricing.quote = surging();
  }

  @AfterEach
  void stop() {
    mesh.close();
  }

  @Test
  void tableReadsLikeReceipt() {
    var run = mesh.fare("quote", TIMES_SQUARE, AIRPORT);

    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .isEqualToNormalizingNewlines(
            """
            FARE        USD
            base       2.20
            distance  33.45
            time      13.08
            surge     17.06
            total     65.79

            multiplier  1.35, from live supply and demand, 14 s old at most
            because     drivers are scarce: 11.3 are to spare
            ride        standard in nyc, 25.6 km, 42 min 5 s
            way         40.7580,-73.9855 to 40.6413,-73.7781
            holds       2 min, until 2026-11-22T17:02:11Z
            quote       q-17

            INPUT   STATE  EXPECTED   AGE  COVERAGE  REASON
            supply  live       11.3   2 s       97%  -
            demand  live       23.5  14 s      100%  -
            """);
    assertThat(run.code()).isZero();
  }

  @Test
  void explanationTellsEachStepToTheMultiplier() {
    var run = mesh.fare("quote", TIMES_SQUARE, AIRPORT, "--explain");

    assertThat(run.out())
        .containsIgnoringNewLines(
            """
            REASON      FACTOR
            demand       1.500  drivers are scarce: 11.3 are to spare
            neighbours   0.912  drivers are less scarce next to the pickup
            rounding     0.987  to the nearest step of 0.05
            multiplier   1.350

            INPUT   STATE  EXPECTED
            """
                .stripTrailing());
    assertThat(run.code()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "PRICING_MODE_HOLD, 'the last good one or less: an input is not live'",
    "PRICING_MODE_DECAY, 'the last good one, decaying: an input has not been live for long'"
  })
  void lastGoodMultiplierSaysThatItIs(PricingMode mode, String said) {
    mesh.pricing.quote = base().toBuilder().setMode(mode).setMultiplier(1.2).build();

    assertThat(mesh.fare("quote", TIMES_SQUARE, AIRPORT).out()).contains("1.20, " + said);
  }

  @Test
  void quoteWithoutReasonsHasNone() {
    mesh.pricing.quote = surging().toBuilder().clearReasons().build();

    var run = mesh.fare("quote", TIMES_SQUARE, AIRPORT, "--explain");

    assertThat(run.out()).doesNotContain("because").contains("multiplier   1.350");
    assertThat(run.code()).isZero();
  }

  @Test
  void baseFareSaysWhichInputIsMissing() {
    mesh.pricing.quote = base();

    var run = mesh.fare("quote", TIMES_SQUARE, AIRPORT);

    assertThat(run.out())
        .contains("multiplier  1.00, base fare: no surge, because an input is stale or missing")
        .contains("demand  missing         -    -         -  UNAVAILABLE");
    assertThat(run.code()).isZero();
  }

  @Test
  void jsonIsTheQuoteOfTheContract() throws Exception {
    var run = mesh.fare("quote", TIMES_SQUARE, AIRPORT, "-o", "json");

    var quote = Quote.newBuilder();
    JsonFormat.parser().merge(run.out(), quote);
    assertThat(quote.build()).isEqualTo(surging());
  }

  @Test
  void asksForBaseFareUnlessStrict() {
    var _ = mesh.fare("quote", TIMES_SQUARE, AIRPORT);
    assertThat(mesh.pricing.quoteRequest.getAllowBaseFare()).isTrue();

    var _ = mesh.fare("quote", "--strict", TIMES_SQUARE, AIRPORT);
    assertThat(mesh.pricing.quoteRequest.getAllowBaseFare()).isFalse();
  }

  @Test
  void optionBeatsVariableBeatsDefault() {
    var _ = mesh.fare("quote", TIMES_SQUARE, AIRPORT);
    assertThat(mesh.pricing.quoteRequest.getCity()).isEqualTo("nyc");
    assertThat(mesh.pricing.quoteRequest.getProduct()).isEqualTo("standard");

    var environment = Map.of("FARE_TARGET", mesh.targets(), "FARE_CITY", "lyon");
    var _ = FakeMesh.run(environment, false, "quote", TIMES_SQUARE, AIRPORT);
    assertThat(mesh.pricing.quoteRequest.getCity()).isEqualTo("lyon");

    var _ = FakeMesh.run(environment, false, "quote", TIMES_SQUARE, AIRPORT, "--city", "oslo");
    assertThat(mesh.pricing.quoteRequest.getCity()).isEqualTo("oslo");
  }

  @Test
  void southernPositionIsNoOption() {
    var run = mesh.fare("quote", "-33.8688,151.2093", "-33.9399,151.1753", "--product", "pool");

    assertThat(run.code()).isZero();
    assertThat(mesh.pricing.quoteRequest.getPickup().getLatitude()).isEqualTo(-33.8688);
    assertThat(mesh.pricing.quoteRequest.getDropoff().getLatitude()).isEqualTo(-33.9399);
    assertThat(mesh.pricing.quoteRequest.getProduct()).isEqualTo("pool");
  }

  @Test
  void quoteForARiderSaysHowToBookItAndEndsWithItsToken() {
    mesh.pricing.quote = surging().toBuilder().setToken("CgRxLTE3.AQAAAAc").build();

    var run = mesh.fare("quote", TIMES_SQUARE, AIRPORT, "--rider", "ana");

    assertThat(mesh.pricing.quoteRequest.getRiderId()).isEqualTo("ana");
    assertThat(run.out())
        .endsWith(
            """

            book it with this token: fare ride request 40.758,-73.9855 40.6413,-73.7781 --city=nyc \
            --product=standard --rider='ana' --quote-token=-
            CgRxLTE3.AQAAAAc
            """);
    assertThat(run.code()).isZero();
  }

  @Test
  void quoteForNobodyHasNoRiderAndNoToken() {
    var run = mesh.fare("quote", TIMES_SQUARE, AIRPORT);

    assertThat(mesh.pricing.quoteRequest.hasRiderId()).isFalse();
    assertThat(mesh.pricing.quoteRequest.hasQuoteToken()).isFalse();
    assertThat(run.out()).doesNotContain("token");
  }

  @Test
  void quoteThatIsHeldIsSentBack(@TempDir Path folder) throws IOException {
    var file = Files.writeString(folder.resolve("token"), "CgRxLTE3.AQAAAAc\n");
    for (String[] token : new String[][] {{"--token", "@" + file}, {"--token=@" + file}}) {
      var args = new ArrayList<>(List.of("quote", TIMES_SQUARE, AIRPORT, "--rider=ana"));
      args.addAll(List.of(token));
      var run = mesh.fare(args.toArray(String[]::new));

      assertThat(run.err()).isEmpty();
      assertThat(mesh.pricing.quoteRequest.getQuoteToken()).isEqualTo("CgRxLTE3.AQAAAAc");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"40.7580", "40.7580;-73.9855", "NaN,7", "north,7", "40,7,1", ""})
  void positionOfAnotherFormIsWrongUsage(String from) {
    var run = mesh.fare("quote", from, AIRPORT);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .isEqualToNormalizingNewlines(
            """
            fare quote: FROM: '%s' (expected: LAT,LON in degrees, such as 40.7580,-73.9855)
            see: fare quote --help
            """
                .formatted(from));
  }

  @Test
  void positionOffEarthIsForTheServerToRefuse() {
    var run = mesh.fare("quote", "91.5,7.0", AIRPORT);

    assertThat(run.code()).isEqualTo(64 + 3);
    assertThat(run.err())
        .isEqualToNormalizingNewlines(
            """
            fare: INVALID_ARGUMENT VALIDATION_FAILED: pickup: must be a latitude within -90..90 and a \
            longitude within -180..180, in degrees (pricing 127.0.0.1:%d)
            """
                .formatted(mesh.port(Peer.PRICING)));
  }

  @Test
  void failedCallSaysReasonAndServerOnOneLine() {
    mesh.pricing.failure =
        Optional.of(
            ErrorStatus.of(
                Status.Code.NOT_FOUND, "PRODUCT_NOT_FOUND", "no product 'hover'", Map.of()));

    var run = mesh.fare("quote", TIMES_SQUARE, AIRPORT, "-o", "json");

    assertThat(run.code()).isEqualTo(64 + 5);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .isEqualToNormalizingNewlines(
            "fare: NOT_FOUND PRODUCT_NOT_FOUND: no product 'hover' (pricing 127.0.0.1:%d)%n"
                .formatted(mesh.port(Peer.PRICING)));
  }

  @Test
  void targetThatNobodyListensOnSaysHowToStartTheMesh() {
    int port = mesh.port(Peer.PRICING);
    mesh.stop(Peer.PRICING);

    var run = mesh.fare("quote", TIMES_SQUARE, AIRPORT, "--target", "127.0.0.1:" + port);

    assertThat(run.code()).isEqualTo(64 + 14);
    assertThat(run.err())
        .isEqualToNormalizingNewlines(
            """
            fare: UNAVAILABLE: Connection refused (pricing 127.0.0.1:%d): is it running? start the mesh \
            with: fare up
            """
                .formatted(port));
  }

  @Test
  void deadlineBoundsCallToServerThatNeverAnswers() throws Exception {
    try (var silent = new ServerSocket(0)) {
      var target = "127.0.0.1:" + silent.getLocalPort();

      var run = mesh.fare("quote", TIMES_SQUARE, AIRPORT, "--target", target, "--deadline", "50ms");

      assertThat(run.code()).isEqualTo(64 + 4);
      assertThat(run.err())
          .isEqualToNormalizingNewlines(
              "fare: DEADLINE_EXCEEDED: no answer in time (pricing %s)%n".formatted(target));
    }
  }

  @Test
  void linesAreCalledAsTheTariffCallsThem() {
    mesh.pricing.quote =
        surging().toBuilder()
            .addLines(
                line(FareLineKind.FARE_LINE_KIND_TOLL, dollars(5, 25)).toBuilder()
                    .setLabel("Heathrow drop-off"))
            .addLines(line(FareLineKind.FARE_LINE_KIND_BOOKING_FEE, dollars(1, 50)))
            .build();

    assertThat(mesh.fare("quote", TIMES_SQUARE, AIRPORT).out())
        .contains("\nHeathrow drop-off   5.25\n")
        .contains("\nbooking fee         1.50\n");
  }

  @Test
  void coloursAreForTerminals() {
    assertThat(mesh.fareInColour("quote", TIMES_SQUARE, AIRPORT).out()).contains("\u001b[1m65.79");
    assertThat(mesh.fare("quote", TIMES_SQUARE, AIRPORT).out()).doesNotContain("\u001b");
  }

  private static Quote surging() {
    return Quote.newBuilder()
        .setQuoteId("q-17")
        .setCity("nyc")
        .setProduct("standard")
        .setPickup(LatLng.newBuilder().setLatitude(40.7580).setLongitude(-73.9855))
        .setDropoff(LatLng.newBuilder().setLatitude(40.6413).setLongitude(-73.7781))
        .setTotal(dollars(65, 79))
        .addLines(line(FareLineKind.FARE_LINE_KIND_BASE, dollars(2, 20)))
        .addLines(line(FareLineKind.FARE_LINE_KIND_DISTANCE, dollars(33, 45)))
        .addLines(line(FareLineKind.FARE_LINE_KIND_TIME, dollars(13, 8)))
        .addLines(line(FareLineKind.FARE_LINE_KIND_SURGE, dollars(17, 6)))
        .setMultiplier(1.35)
        .setMode(PricingMode.PRICING_MODE_LIVE)
        .addReasons(
            reason(ReasonKind.REASON_KIND_DEMAND, 1.5, "drivers are scarce: 11.3 are to spare"))
        .addReasons(
            reason(
                ReasonKind.REASON_KIND_NEIGHBOURS,
                0.912,
                "drivers are less scarce next to the pickup"))
        .addReasons(reason(ReasonKind.REASON_KIND_ROUNDING, 0.987, "to the nearest step of 0.05"))
        .addInputs(live(InputSource.INPUT_SOURCE_SUPPLY, 2, 0.97, 11.3))
        .addInputs(live(InputSource.INPUT_SOURCE_DEMAND, 14, 1, 23.5))
        .setDistanceMeters(25_610)
        .setDuration(Duration.newBuilder().setSeconds(42 * 60 + 5))
        .setCreateTime(Timestamp.newBuilder().setSeconds(1_795_366_811).setNanos(5))
        .setExpireTime(Timestamp.newBuilder().setSeconds(1_795_366_931).setNanos(5))
        .build();
  }

  private static Quote base() {
    return surging().toBuilder()
        .setMultiplier(1)
        .setMode(PricingMode.PRICING_MODE_BASE)
        .removeInputs(1)
        .addInputs(
            Input.newBuilder()
                .setSource(InputSource.INPUT_SOURCE_DEMAND)
                .setState(InputState.INPUT_STATE_MISSING)
                .setReason("UNAVAILABLE"))
        .build();
  }

  private static Input live(InputSource source, int age, double coverage, double expected) {
    return Input.newBuilder()
        .setSource(source)
        .setState(InputState.INPUT_STATE_LIVE)
        .setFreshness(
            Freshness.newBuilder()
                .setAge(Duration.newBuilder().setSeconds(age))
                .setCoverage(coverage))
        .setExpected(expected)
        .build();
  }

  private static Reason reason(ReasonKind kind, double factor, String text) {
    return Reason.newBuilder().setKind(kind).setFactor(factor).setText(text).build();
  }

  private static FareLine line(FareLineKind kind, Money amount) {
    return FareLine.newBuilder().setKind(kind).setAmount(amount).build();
  }

  private static Money dollars(int units, int cents) {
    return Money.newBuilder()
        .setCurrencyCode("USD")
        .setUnits(units)
        .setNanos(cents * 10_000_000)
        .build();
  }
}
