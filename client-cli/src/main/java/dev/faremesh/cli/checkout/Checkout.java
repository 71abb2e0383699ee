package dev.faremesh.cli.checkout;

import java.io.IOException;
import java.nio.file.Path;

/** The checkout that this program was built in. */
public final class Checkout {
  private Checkout() {}

  /**
   * Where it is.
   *
   * @throws IOException when nobody said
   */
  public static Path home() throws IOException {
    var home = System.getProperty("fare.home");
    if (home == null) {
      throw new IOException(
          "system property fare.home is not set (expected: the checkout, as ./fare sets it)");
    }
    return Path.of(home).toAbsolutePath().normalize();
  }

  /** Where a mesh leaves what it keeps, when nobody says otherwise. */
  public static Path dataDir() throws IOException {
    return home().resolve(".faremesh");
  }
}
