package dev.faremesh.pricing.store;

import dev.faremesh.pricing.Levies;
import dev.faremesh.pricing.Rates;
import dev.faremesh.pricing.SurgeRules;
import dev.faremesh.pricing.Tariff;
import dev.faremesh.pricing.Traffic;
import dev.faremesh.pricing.v1.CityTariff;
import dev.faremesh.pricing.v1.ProductTariff;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes the tariffs of one city. */
final class CityReader {
  private static final Currency ANY_CURRENCY = Currency.getInstance("USD");
  private static final Traffic ANY_TRAFFIC =
      new Traffic(ZoneOffset.UTC, Traffic.USUAL_DETOUR, Traffic.USUAL_SPEEDS);
  private static final Rates ANY_RATES = new Rates(0, 0, 0, 0, 0, 0, 0);

  private final Findings findings;
  private final String path;
  private final String version;
  private final LevyReader levyReader;
  private final SurgeReader surgeReader;

  CityReader(Findings findings, String path, String version) {
    this.findings = findings;
    this.path = path;
    this.version = version;
    this.levyReader = new LevyReader(findings, path);
    this.surgeReader = new SurgeReader(findings, path);
  }

  Map<String, Tariff> read(CityTariff city) {
    var currency = currency(city.getCurrency());
    var traffic = traffic(city);
    var levies = levyReader.read(city);
    var longest = city.hasLongestMeters() ? city.getLongestMeters() : Tariff.USUAL_LONGEST_METERS;
    Map<String, Tariff> byProduct = new LinkedHashMap<>();
    for (int i = 0; i < city.getProductsCount(); i++) {
      var product = city.getProducts(i);
      var at = path + ".products[" + i + "]";
      var rates = findings.made(at, () -> rates(product), ANY_RATES);
      var surge = surgeReader.read(city, product, at);
      var tariff = tariff(currency, rates, levies, surge, traffic, longest);
      var known = byProduct.put(product.getProduct(), tariff);
      findings.require(known == null, at + ".product", product.getProduct(), "each product once");
    }
    requireProducts(city, byProduct);
    return byProduct;
  }

  private Tariff tariff(
      Currency currency,
      Rates rates,
      Levies levies,
      SurgeRules surge,
      Traffic traffic,
      long longest) {
    return findings.made(
        path,
        () -> new Tariff(version, currency, rates, levies, surge, traffic, longest),
        new Tariff(version, currency, rates, levies, surge, traffic, Tariff.MOST_METERS));
  }

  private void requireProducts(CityTariff city, Map<String, Tariff> byProduct) {
    for (int i = 0; i < city.getRequiredProductsCount(); i++) {
      var required = city.getRequiredProducts(i);
      findings.require(
          byProduct.containsKey(required),
          path + ".required_products[" + i + "]",
          required,
          "a product with a tariff: " + String.join(", ", byProduct.keySet()));
    }
  }

  private Currency currency(String code) {
    for (Currency known : Currency.getAvailableCurrencies()) {
      if (known.getCurrencyCode().equals(code) && known.getDefaultFractionDigits() >= 0) {
        return known;
      }
    }
    findings.add(path + ".currency", code, "the ISO 4217 code of one that people pay with");
    return ANY_CURRENCY;
  }

  private Traffic traffic(CityTariff city) {
    var zone = zone(city.getTimeZone());
    var detour = city.hasDetour() ? city.getDetour() : Traffic.USUAL_DETOUR;
    var speeds = city.getSpeedKmhCount() == 0 ? Traffic.USUAL_SPEEDS : city.getSpeedKmhList();
    return findings.made(path, () -> new Traffic(zone, detour, speeds), ANY_TRAFFIC);
  }

  private ZoneId zone(String name) {
    if (ZoneId.getAvailableZoneIds().contains(name)) {
      return ZoneId.of(name);
    }
    findings.add(path + ".time_zone", name, "an IANA name, such as America/New_York");
    return ZoneOffset.UTC;
  }

  private static Rates rates(ProductTariff product) {
    return new Rates(
        product.getBase(),
        product.getPerKilometer(),
        product.getPerMinute(),
        product.getMinimumFare(),
        product.getBookingFee(),
        product.getDriverPerKilometer(),
        product.getDriverPerMinute());
  }
}
