package dev.faremesh.pricing;

import java.util.Collection;

/** There is no tariff for a city. */
public final class UnknownCity extends RuntimeException {
  private final String city;

  UnknownCity(String city, Collection<String> known) {
    super("city: %s (expected: %s)".formatted(city, OneOf.text(known)), null, false, false);
    this.city = city;
  }

  /** The one that was asked for. */
  public String city() {
    return city;
  }

  /** Never null, unlike that of exceptions in general. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
