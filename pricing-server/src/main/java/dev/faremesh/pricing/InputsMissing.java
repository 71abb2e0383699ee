package dev.faremesh.pricing;

import dev.faremesh.pricing.Signal.Missing;

/** Neither supply nor demand is known, and the caller did not allow the base fare. */
public final class InputsMissing extends RuntimeException {
  private final Missing<?> supply;
  private final Missing<?> demand;

  InputsMissing(Missing<?> supply, Missing<?> demand) {
    super(
        "supply: %s, demand: %s (expected: one of them, or a request that allows the base fare)"
            .formatted(supply.reason(), demand.reason()),
        null,
        false,
        false);
    this.supply = supply;
    this.demand = demand;
  }

  /** Why there is no supply. */
  public Missing<?> supply() {
    return supply;
  }

  /** Why there is no demand. */
  public Missing<?> demand() {
    return demand;
  }

  /** Never null, unlike that of exceptions in general. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
