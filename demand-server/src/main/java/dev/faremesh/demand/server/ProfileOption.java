package dev.faremesh.demand.server;

import dev.faremesh.demand.CityProfiles;
import dev.faremesh.demand.forecast.Profile;
import dev.faremesh.demand.store.ProfileFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says what forecasts start from. */
final class ProfileOption {
  private static final Pattern MARKET =
      Pattern.compile("([a-z][a-z0-9-]{0,31})(?:/([a-z][a-z0-9-]{0,31}))?");
  private static final String USUAL_PRODUCT = "standard";

  @Option(
      names = "--profile",
      split = ",",
      paramLabel = "CITY=FILE",
      description = {
        "What the forecasts of a city start from: a file that 'fare profile build' made, whose time"
            + " zone is the city's. CITY/PRODUCT=FILE for another product than "
            + USUAL_PRODUCT
            + ". May be given again."
      })
  private @Nullable Map<String, Path> files;

  /**
   * Reads the files.
   *
   * @return by city
   * @throws IllegalArgumentException when one cannot be read, or is not what it should be
   */
  Map<String, CityProfiles> read() {
    var byCity = new HashMap<String, Map<String, Profile>>();
    var given = files == null ? Map.<String, Path>of() : files;
    given.forEach((market, file) -> {
      var names = MARKET.matcher(market);
      if (!names.matches()) {
        throw new IllegalArgumentException(
            "profile: %s (expected: CITY=FILE or CITY/PRODUCT=FILE)".formatted(market));
      }
      var product = names.group(2) == null ? USUAL_PRODUCT : names.group(2);
      byCity.computeIfAbsent(names.group(1), _ -> new HashMap<>()).put(product, read(file));
    });
    var profiles = new HashMap<String, CityProfiles>();
    byCity.forEach((city, byProduct) -> profiles.put(city, new CityProfiles(byProduct)));
    return profiles;
  }

  private static Profile read(Path file) {
    try {
      return ProfileFile.read(file);
    } catch (IOException e) {
      throw new IllegalArgumentException("profile: " + e.getMessage(), e);
    }
  }
}
