package dev.faremesh.pricing;

import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The tariff of each product. */
public final class Tariffs {
  private final SortedMap<String, Tariff> byProduct;

  /** Keeps tariffs by the names of their products. */
  public Tariffs(Map<String, Tariff> byProduct) {
    this.byProduct = new TreeMap<>(byProduct);
  }

  /**
   * "standard" is what green taxis took in New York in August 2013 (a fit over 6,051 rides:
   * pricing.md, section 2), with a minimum fare of our own; "xl" is one and a half of that.
   */
  public static Tariffs builtIn() {
    var dollar = Currency.getInstance("USD");
    return new Tariffs(
        Map.of(
            "standard", new Tariff(dollar, 220, 130_700, 31_100, 500),
            "xl", new Tariff(dollar, 330, 196_050, 46_650, 750)));
  }

  /** The tariff of a product, if there is one. */
  Optional<Tariff> of(String product) {
    return Optional.ofNullable(byProduct.get(product));
  }

  /** What to say of a product that has none. */
  UnknownProduct unknown(String product) {
    return new UnknownProduct(product, byProduct.keySet());
  }
}
