package dev.faremesh.pricing.store;

import dev.faremesh.pricing.Tariff;
import dev.faremesh.pricing.v1.CityTariff;
import dev.faremesh.pricing.v1.TariffBook;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes tariffs of a book, and finds what is wrong with it. */
final class BookReader {
  private final Findings findings;
  private final String version;

  BookReader(Findings findings, String version) {
    this.findings = findings;
    this.version = version;
  }

  /** By city and product: to be believed when nothing was found. */
  Map<String, Map<String, Tariff>> read(TariffBook book) {
    Map<String, Map<String, Tariff>> byCity = new LinkedHashMap<>();
    for (int i = 0; i < book.getCitiesCount(); i++) {
      CityTariff city = book.getCities(i);
      var path = "cities[" + i + "]";
      var known = byCity.put(city.getCity(), new CityReader(findings, path, version).read(city));
      findings.require(known == null, path + ".city", city.getCity(), "each city once");
    }
    return byCity;
  }
}
