package dev.faremesh.demand;

import dev.faremesh.demand.forecast.DemandForecast;
import dev.faremesh.demand.forecast.Profile;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the forecasts of a city start from.
 *
 * @param byProduct each made in the zone of the city
 */
public record CityProfiles(Map<String, Profile> byProduct) {
  /** Of a city without a history, on the clocks of UTC. */
  public static final CityProfiles NONE = new CityProfiles(Map.of());

  public CityProfiles {
    byProduct = Map.copyOf(byProduct);
    var zones = byProduct.values().stream().flatMap(it -> it.zone().stream()).distinct().toList();
    if (zones.size() > 1) {
      throw new IllegalArgumentException("zones: %s (expected: one in a city)".formatted(zones));
    }
  }

  Set<String> products() {
    return byProduct.keySet();
  }

  /** What names the profile of a product; empty when there is none. */
  public Optional<String> version(String product) {
    return Optional.ofNullable(byProduct.get(product)).map(Profile::version);
  }

  /** A forecast that has counted nothing yet. */
  DemandForecast forecast(String product) {
    return new DemandForecast(byProduct.getOrDefault(product, Profile.none()), zone());
  }

  private ZoneId zone() {
    return byProduct.values().stream()
        .flatMap(profile -> profile.zone().stream())
        .findAny()
        .orElse(ZoneOffset.UTC);
  }
}
