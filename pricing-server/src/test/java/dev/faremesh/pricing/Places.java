package dev.faremesh.pricing;

/** Where tests take place. */
public final class Places {
  public static final Position TIMES_SQUARE = new Position(40.7580, -73.9855);
  public static final Position AIRPORT = new Position(40.6413, -73.7781);
  public static final Market NYC_STANDARD = new Market("nyc", "standard");

  private Places() {}
}
