package dev.faremesh.pricing;

import java.util.Collection;

/** There is no tariff for a product. */
public final class UnknownProduct extends RuntimeException {
  private final String product;

  UnknownProduct(String product, Collection<String> known) {
    super("product: %s (expected: %s)".formatted(product, OneOf.text(known)), null, false, false);
    this.product = product;
  }

  /** The one that was asked for. */
  public String product() {
    return product;
  }

  /** Never null, unlike that of exceptions in general. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
