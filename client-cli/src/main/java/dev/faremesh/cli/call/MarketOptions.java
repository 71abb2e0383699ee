package dev.faremesh.cli.call;

import picocli.CommandLine.Option;

/** The options that say which market is asked about. */
public final class MarketOptions {
  @Option(
      names = "--city",
      order = 80,
      paramLabel = "CITY",
      defaultValue = "nyc",
      description = {"The city.", "Env: FARE_CITY"})
  private String city = "";

  @Option(
      names = "--product",
      order = 81,
      paramLabel = "PRODUCT",
      defaultValue = "standard",
      description = {"What is driven.", "Env: FARE_PRODUCT"})
  private String product = "";

  public String city() {
    return city;
  }

  public String product() {
    return product;
  }
}
