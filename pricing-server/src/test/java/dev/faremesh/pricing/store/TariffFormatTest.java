package dev.faremesh.pricing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faremesh.pricing.Levies;
import dev.faremesh.pricing.Market;
import dev.faremesh.pricing.Multiplier;
import dev.faremesh.pricing.Position;
import dev.faremesh.pricing.Rates;
import dev.faremesh.pricing.SurgeLimits;
import dev.faremesh.pricing.Tariffs;
import dev.faremesh.pricing.Traffic;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumSet;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TariffFormatTest {
  private static final TariffFormat FORMAT = new TariffFormat();
  private static final Position TOWER = new Position(35.6586, 139.7454);
  private static final Position HARBOUR = new Position(35.4437, 139.6380);

  /** Says all that can be said. */
  private static final String FULL =
      """
      {"cities": [{
        "city": "tokyo", "currency": "JPY", "time_zone": "Asia/Tokyo",
        "required_products": ["standard"],
        "products": [{
          "product": "standard", "base": 500, "per_kilometer": 290000, "per_minute": 40000,
          "minimum_fare": 700, "booking_fee": 100, "surge": {"floor": 70, "cap": 300},
          "driver_per_kilometer": 230000, "driver_per_minute": 31000}],
        "surcharges": [
          {"label": "late", "amount": 400, "from": "79200s", "to": "18000s"},
          {"label": "rush", "amount": 90, "days": [1, 5], "from": "28800s", "to": "32400s"}],
        "tolls": [{
          "label": "bay", "amount": 710, "at_pickup": true, "untaxed": true,
          "area": {"center": {"latitude": 35.45, "longitude": 139.64}, "radius_meters": 900}}],
        "taxes": [{"label": "tax", "rate_millionths": 100000}],
        "regulator": {"floor": 60, "cap": 250},
        "emergency": {"floor": 80, "cap": 400},
        "areas": [
          {"label": "Tower", "surge": {"floor": 50, "cap": 150},
           "area": {"center": {"latitude": 35.6586, "longitude": 139.7454}, "radius_meters": 800}},
          {"label": "Harbour", "surge_off": true,
           "area": {"center": {"latitude": 35.4437, "longitude": 139.638}, "radius_meters": 700}}],
        "speed_kmh": [30,30,30,30,30,30,24,19,17,17,18,18,18,18,18,18,17,16,16,17,19,21,23,26],
        "detour": 1.4, "longest_meters": 120000}]}
      """;

  @Test
  void everythingThatAFileSaysIsInTheTariff() {
    var tariff = parse(FULL).of(new Market("tokyo", "standard"));

    assertThat(tariff.currency().getCurrencyCode()).isEqualTo("JPY");
    assertThat(tariff.rates())
        .isEqualTo(new Rates(500, 290_000, 40_000, 700, 100, 230_000, 31_000));
    assertThat(tariff.traffic().zone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
    assertThat(tariff.traffic().detour()).isEqualTo(1.4);
    assertThat(tariff.traffic().kilometersPerHour()).hasSize(24).startsWith(30.0).endsWith(26.0);
    assertThat(tariff.longestMeters()).isEqualTo(120_000);
    assertThat(tariff.limits(new Position(35.7, 139.7)))
        .isEqualTo(limits(80, 250, "the regulator"));
    assertThat(tariff.limits(TOWER)).isEqualTo(limits(80, 150, "Tower"));
    assertThat(tariff.limits(HARBOUR).off()).isTrue();
    assertLevies(tariff.levies());
  }

  private static void assertLevies(Levies levies) {
    assertThat(levies.surcharges()).hasSize(2);
    assertThat(levies.surcharges().getFirst().days()).isEqualTo(EnumSet.allOf(DayOfWeek.class));
    var rush = levies.surcharges().getLast();
    assertThat(rush.days()).containsExactlyInAnyOrder(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
    assertThat(rush.from()).isEqualTo(Duration.ofHours(8));
    assertThat(rush.to()).isEqualTo(Duration.ofHours(9));
    assertThat(rush.amount()).isEqualTo(90);
    var toll = levies.tolls().getFirst();
    assertThat(toll.label()).isEqualTo("bay");
    assertThat(toll.amount()).isEqualTo(710);
    assertThat(toll.area().radiusMeters()).isEqualTo(900);
    assertThat(toll.atPickup()).isTrue();
    assertThat(toll.atDropoff()).isFalse();
    assertThat(toll.untaxed()).isTrue();
    assertThat(levies.taxes().getFirst().rateMillionths()).isEqualTo(100_000);
  }

  @Test
  void whatAFileDoesNotSayIsTheUsual() {
    var tariff =
        parse(
                """
                {"cities": [{"city": "paris", "currency": "EUR", "time_zone": "Europe/Paris",
                  "products": [{"product": "standard", "base": 300}]}]}
                """)
            .of(new Market("paris", "standard"));

    assertThat(tariff.rates()).isEqualTo(new Rates(300, 0, 0, 0, 0, 0, 0));
    assertThat(tariff.levies()).isEqualTo(Levies.NONE);
    assertThat(tariff.traffic())
        .isEqualTo(new Traffic(ZoneId.of("Europe/Paris"), 1.35, Traffic.USUAL_SPEEDS));
    assertThat(tariff.longestMeters()).isEqualTo(300_000);
    assertThat(tariff.limits(TOWER).floor()).isEqualTo(Multiplier.NONE);
    assertThat(tariff.limits(TOWER).cap()).isEqualTo(new Multiplier(1000));
    assertThat(tariff.limits(TOWER).off()).isFalse();
  }

  @Test
  void surgeIsOffInTheWholeCityOrNot() {
    var off = FULL.replace("\"detour\"", "\"surge_off\": true, \"detour\"");

    assertThat(parse(off).of(new Market("tokyo", "standard")).limits(TOWER).off()).isTrue();
    assertThat(parse(FULL).of(new Market("tokyo", "standard")).limits(TOWER).off()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // A product that is missing, and one that is there twice.
        "[\"standard\"]|[\"standard\", \"xl\"]|cities[0].required_products[1]: xl (expected: a"
            + " product with a tariff: standard)",
        "\"products\": [{|\"products\": [{\"product\": \"standard\"},"
            + " {|cities[0].products[1].product: standard (expected: each product once)",
        // Bands that overlap, of one label, one of them over midnight.
        "\"rush\", \"amount\": 90, \"days\": [1, 5], \"from\": \"28800s\"|\"late\", \"amount\": 90,"
            + " \"days\": [1, 5], \"from\": \"10800s\"|cities[0].surcharges: 'late' [0] and [1]"
            + " overlap (expected: bands of one label that do not overlap)",
        // Caps below floors, and floors or caps that would forbid the base fare.
        "\"cap\": 250}|\"cap\": 99}|cities[0].regulator.cap: 99 (expected: at least 100, and not"
            + " below the floor, 60)",
        "{\"floor\": 60, \"cap\": 250}|{\"floor\": 150, \"cap\": 120}|cities[0].regulator.cap: 120"
            + " (expected: at least 100, and not below the floor, 150)",
        "{\"floor\": 80, \"cap\": 400}|{\"floor\": 150, \"cap\": 400}|cities[0].emergency.floor:"
            + " 150 (expected: 50 to 100, no surge)",
        "\"floor\": 70|\"floor\": 40|cities[0].products[0].surge.floor: 40 (expected: greater than"
            + " or equal to 50",
        "\"cap\": 150|\"cap\": 1001|cities[0].areas[0].surge.cap: 1001 (expected: greater",
        "\"surge_off\": true, |''|cities[0].areas[1].surge: nothing (expected: limits, or"
            + " surge_off)",
        // Names of the world outside.
        "\"JPY\"|\"XYZ\"|cities[0].currency: XYZ (expected: the ISO 4217 code of one that people"
            + " pay with)",
        "\"JPY\"|\"XAU\"|cities[0].currency: XAU (expected: the ISO 4217 code",
        "\"JPY\"|\"yen\"|cities[0].currency: yen (expected: text that matches `^[A-Z]{3}$`)",
        "Asia/Tokyo|Asia/Gotham|cities[0].time_zone: Asia/Gotham (expected: an IANA name, such as"
            + " America/New_York)",
        "Asia/Tokyo|+09:00|cities[0].time_zone: +09:00 (expected: an IANA name",
        "\"tokyo\"|\"To kyo\"|cities[0].city: To kyo (expected:",
        // Numbers.
        "[30,30|[30|cities[0].speed_kmh: 23 numbers (expected: 24, one for each hour, or none)",
        "[30,30|[30,-3|cities[0].speed_kmh[1]: -3.0 (expected: greater than 0",
        "[30,30|[30,0.5|cities[0].speed_kmh[1]: 0.5 (expected: 1 to 200)",
        "\"base\": 500|\"base\": -1|cities[0].products[0].base: -1 (expected:",
        "\"driver_per_minute\": 31000|\"driver_per_minute\":"
            + " 9999999999|cities[0].products[0].driver_per_minute: 9999999999 (expected: 0 to"
            + " 1000000000)",
        "\"detour\": 1.4|\"detour\": 0.9|cities[0].detour: 0.9 (expected:",
        "\"detour\": 1.4|\"detour\": \"NaN\"|cities[0].detour: NaN (expected:",
        "120000}|2000000}|cities[0].longest_meters: 2000000 (expected: 1 to 1000000)",
        "100000}|1000001}|cities[0].taxes[0].rate_millionths: 1000001 (expected:",
        "[1, 5]|[1, 8]|cities[0].surcharges[1].days[1]: 8 (expected:",
        "\"from\": \"79200s\", |''|cities[0].surcharges[0].from: nothing (expected: something)",
        "\"18000s\"|\"90000s\"|cities[0].surcharges[0].to: \"90000s\" (expected: greater than 0s",
        "\"18000s\"|\"79200s\"|cities[0].surcharges[0].to: PT22H (expected: other than from",
        // Places.
        "\"latitude\": 35.45|\"latitude\": 95|cities[0].tolls[0].area.center:"
            + " {\"latitude\":95.0,\"longitude\":139.64} (expected: a latitude within",
        "\"radius_meters\": 900|\"radius_meters\": 0|cities[0].tolls[0].area.radius_meters: 0.0"
            + " (expected:",
        "\"at_pickup\": true|\"at_pickup\": false|cities[0].tolls[0].at_pickup: false, as"
            + " at_dropoff (expected: one of them)",
        "\"label\": \"bay\"|\"label\": \"\"|cities[0].tolls[0].label: nothing (expected:",
      })
  void whatIsWrongIsToldWithPathValueAndExpectation(String from, String to, String said) {
    assertThat(FULL).contains(from);
    var wrong = FULL.replace(from, to);

    assertThatThrownBy(() -> parse(wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(said);
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    var wrong =
        FULL.replace("JPY", "XYZ")
            .replace("Asia/Tokyo", "Asia/Gotham")
            .replace("\"amount\": 710", "\"amount\": -710")
            .replace("\"cap\": 250", "\"cap\": 90")
            .replace("\"base\": 500", "\"base\": -5");

    assertThatThrownBy(() -> parse(wrong))
        .message()
        .contains("\n  cities[0].currency: XYZ")
        .contains("\n  cities[0].time_zone: Asia/Gotham")
        .contains("\n  cities[0].tolls[0].amount: -710")
        .contains("\n  cities[0].regulator.cap: 90")
        .contains("\n  cities[0].products[0].base: -5")
        .satisfies(text -> assertThat(text.lines()).hasSize(6)); // the first is empty
  }

  @Test
  void cityThatIsThereTwiceIsRefused() {
    var city = FULL.substring(FULL.indexOf('[') + 1, FULL.lastIndexOf(']'));

    assertRefused(
        () -> parse("{\"cities\": [" + city + ", " + city + "]}"),
        "cities[1].city: tokyo (expected: each city once)");
  }

  @Test
  void fileWithoutACityIsRefused() {
    assertThatThrownBy(() -> parse("{}")).message().startsWith("cities: [] (expected: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"cities\": [{\"citty\": \"tokyo\"}]}|Cannot find field: citty in message"
            + " faremesh.pricing.v1.CityTariff (expected: the JSON of",
        "{\"cities\": [{\"products\": [{\"base\": 1.5}]}]}|Not an int64 value: 1.5 (expected: the"
            + " JSON of",
        "{\"cities\": [|the text ends early (expected: JSON)",
        "{\"cities\": []} {}|malformed at line 1 column 17 path $ (expected: JSON)",
        "{\"cities\": [], \"cities\": []}|$.cities: comes twice (expected: each name once in an"
            + " object)",
        "[]|Expect message object but got: [] (expected: the JSON of",
        "cities = 3|malformed at line 1",
      })
  void whatIsNotTheJsonOfTariffsIsRefused(String text, String said) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .startsWith(said);
  }

  @Test
  void emptyFileAndGarbledOneAreRefused() {
    assertRefused(() -> parse(""), "the text ends early (expected: JSON)");
    assertRefused(
        () -> FORMAT.parse(new byte[] {'{', (byte) 0xff, '}'}),
        "the text is garbled (expected: UTF-8)");
  }

  @Test
  void versionIsThatOfWhatIsSaidAndNotOfHow() {
    var version = parse(FULL).version();

    assertThat(version).matches("[0-9a-f]{12}");
    assertThat(parse(FULL.replace("\n", "\n\n").replace("time_zone", "timeZone")).version())
        .isEqualTo(version);
    assertThat(parse(FULL.replace("290000", "290001")).version()).isNotEqualTo(version);
    assertThat(parse(FULL).of(new Market("tokyo", "standard")).version()).isEqualTo(version);
  }

  @Test
  void builtInFileKeepsItsOwnRules() {
    assertThat(FORMAT.parse(TariffFormat.builtInFile()).version())
        .isEqualTo(TariffFormat.builtIn().version());
  }

  private static Tariffs parse(String text) {
    return FORMAT.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertRefused(ThrowingCallable parsing, String said) {
    assertThatThrownBy(parsing).isInstanceOf(IllegalArgumentException.class).hasMessage(said);
  }

  private static SurgeLimits limits(int floor, int cap, String name) {
    return new SurgeLimits(new Multiplier(floor), new Multiplier(cap), name, false);
  }
}
