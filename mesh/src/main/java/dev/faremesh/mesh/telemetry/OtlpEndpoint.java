package dev.faremesh.mesh.telemetry;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where a collector takes OTLP over HTTP.
 *
 * @param base what the paths of the signals are appended to
 */
public record OtlpEndpoint(URI base) {
  /**
   * Reads {@code http://collector:4318}, or what has a path behind it, as a gateway may want.
   *
   * @throws IllegalArgumentException when it is anything else
   */
  public static OtlpEndpoint parse(String text) {
    try {
      var uri = new URI(text).parseServerAuthority();
      if (isWeb(uri) && isBare(uri)) {
        return new OtlpEndpoint(uri);
      }
    } catch (URISyntaxException e) {
      // said below, in terms of what was written
    }
    throw new IllegalArgumentException(
        "'%s' is no endpoint (expected: such as http://collector:4318)"
            .formatted(withoutKeys(text)));
  }

  /** What may be a password or a token is not said again in an error. */
  private static String withoutKeys(String text) {
    return text.replaceFirst("[^/]*@", "***@").replaceFirst("\\?.*", "?***");
  }

  private static boolean isWeb(URI uri) {
    return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
        && uri.getHost() != null
        && uri.getPort() != 0
        && uri.getPort() <= 65_535;
  }

  /** A password would be seen in the list of processes; a query has no place behind a path. */
  private static boolean isBare(URI uri) {
    return uri.getRawUserInfo() == null
        && uri.getRawQuery() == null
        && uri.getRawFragment() == null;
  }

  /** Where metrics go. */
  public URI metrics() {
    return URI.create(base.toString().replaceFirst("/*$", "") + "/v1/metrics");
  }

  @Override
  public String toString() {
    return base.toString();
  }
}
