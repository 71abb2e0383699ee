package dev.faremesh.demand.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.faremesh.demand.CityProfiles;
import dev.faremesh.demand.forecast.History;
import dev.faremesh.demand.store.ProfileFile;
import dev.faremesh.mesh.server.ServerMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProfileOptionTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void nothingIsExpectedWithoutAProfile() {
    assertThat(profiles("")).isEmpty();
  }

  @Test
  void profilesAreOfACityAndAProduct() throws IOException {
    var newYork = profile("nyc.csv.gz", "America/New_York", 7);
    var premium = profile("premium.csv.gz", "America/New_York", 11);
    var oslo = profile("oslo.csv.gz", "Europe/Oslo", 13);

    var profiles = profiles("nyc=%s,nyc/premium=%s,oslo=%s".formatted(newYork, premium, oslo));
    assertThat(profiles).containsOnlyKeys("nyc", "oslo");
    assertThat(version(profiles, "nyc", "standard")).contains(version(newYork));
    assertThat(version(profiles, "nyc", "premium")).contains(version(premium));
    assertThat(version(profiles, "oslo", "standard")).contains(version(oslo));
    assertThat(version(profiles, "oslo", "premium")).isEmpty();
  }

  @Test
  void optionMayBeGivenAgain() throws IOException {
    var program = new DemandMain();
    var newYork = "nyc=" + profile("nyc.csv.gz", "America/New_York", 7);
    var oslo = "oslo=" + profile("oslo.csv.gz", "Europe/Oslo", 13);
    assertThat(
            ServerMain.execute(
                program, "DEMAND", Map.of(), "--profile", newYork, "--profile", oslo, "--help"))
        .isZero();

    assertThat(program.settings().profiles()).containsOnlyKeys("nyc", "oslo");
  }

  @Test
  void fileThatIsNotThereOrNoneIsNamed() throws IOException {
    var text = Files.writeString(folder.resolve("text.csv.gz"), "cell,slot");

    assertRefused("nyc=" + folder.resolve("away.csv.gz"), "away.csv.gz: no such file");
    assertRefused("nyc=" + text, "text.csv.gz: not a whole gzip");
  }

  @Test
  void brokenFileFailsTheStart() {
    var argument = "--profile=nyc=" + folder.resolve("away.csv.gz");

    assertThat(ServerMain.execute(new DemandMain(), "DEMAND", Map.of(), argument)).isEqualTo(2);
  }

  @Test
  void marketThatCannotBeIsNamed() throws IOException {
    var file = profile("nyc.csv.gz", "America/New_York", 7);

    assertRefused(
        "New York=" + file, "profile: New York (expected: CITY=FILE or CITY/PRODUCT=FILE)");
    assertRefused("nyc/=" + file, "profile: nyc/ (expected: CITY=FILE or CITY/PRODUCT=FILE)");
  }

  @Test
  void cityHasOneTimeZone() throws IOException {
    var newYork = profile("nyc.csv.gz", "America/New_York", 7);
    var oslo = profile("oslo.csv.gz", "Europe/Oslo", 13);

    assertRefused("nyc=%s,nyc/premium=%s".formatted(newYork, oslo), "(expected: one in a city)");
  }

  private void assertRefused(String value, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> profiles(value))
        .withMessageContaining(message);
  }

  private static Map<String, CityProfiles> profiles(String value) {
    var program = new DemandMain();
    var environment = value.isEmpty() ? Map.<String, String>of() : Map.of("DEMAND_PROFILE", value);
    assertThat(ServerMain.execute(program, "DEMAND", environment, "--help")).isZero();
    return program.settings().profiles();
  }

  private static Optional<String> version(
      Map<String, CityProfiles> profiles, String city, String product) {
    return Optional.ofNullable(profiles.get(city)).flatMap(of -> of.version(product));
  }

  private static String version(Path file) throws IOException {
    return ProfileFile.read(file).version();
  }

  /** The file of a week with so many sessions. */
  private Path profile(String name, String zone, int sessions) throws IOException {
    var history = new History(ZoneId.of(zone));
    var monday = Instant.parse("2014-03-31T12:00:00Z");
    for (int i = 0; i < sessions; i++) {
      history.count(0x882a100d67fffffL, monday.plusSeconds(86_400L * (i % 7)));
    }
    var file = folder.resolve(name);
    ProfileFile.write(history, file);
    return file;
  }
}
