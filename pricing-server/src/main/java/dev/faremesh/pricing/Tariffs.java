package dev.faremesh.pricing;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The tariffs of all cities. Immutable. */
public final class Tariffs {
  private final String version;
  private final SortedMap<String, SortedMap<String, Tariff>> byCity = new TreeMap<>();

  /**
   * Keeps tariffs by the names of their cities and products.
   *
   * @param version names exactly these
   * @param byCity at least one city, each with at least one product
   */
  public Tariffs(String version, Map<String, Map<String, Tariff>> byCity) {
    this.version = version;
    Expected.that(!byCity.isEmpty(), "cities", 0, "at least 1");
    byCity.forEach((city, byProduct) -> {
      Expected.that(!byProduct.isEmpty(), "products of " + city, 0, "at least 1");
      this.byCity.put(city, new TreeMap<>(byProduct));
    });
  }

  /** Names exactly these: it changes when anything in them does. */
  public String version() {
    return version;
  }

  /** The tariff of a market. Fails with {@link UnknownCity} or {@link UnknownProduct}. */
  public Tariff of(Market market) {
    var byProduct = byCity.get(market.city());
    if (byProduct == null) {
      throw new UnknownCity(market.city(), byCity.keySet());
    }
    var tariff = byProduct.get(market.product());
    if (tariff == null) {
      throw new UnknownProduct(market.product(), byProduct.keySet());
    }
    return tariff;
  }

  /** The markets that have a tariff, by city and product: at least one. */
  public List<Market> markets() {
    return byCity.entrySet().stream()
        .flatMap(city -> city.getValue().keySet().stream().map(p -> new Market(city.getKey(), p)))
        .toList();
  }
}
