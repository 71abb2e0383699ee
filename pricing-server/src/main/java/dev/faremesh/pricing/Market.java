package dev.faremesh.pricing;

/**
 * Where supply meets demand: drivers of one product serve riders of the same, in one city.
 *
 * @param city not blank
 * @param product not blank, such as "standard"
 */
public record Market(String city, String product) {
  public Market {
    require(city, "city");
    require(product, "product");
  }

  private static void require(String value, String name) {
    if (value.isBlank()) {
      throw new IllegalArgumentException("%s: '%s' (expected: a name)".formatted(name, value));
    }
  }
}
