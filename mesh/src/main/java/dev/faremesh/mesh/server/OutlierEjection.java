package dev.faremesh.mesh.server;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * When grpc's own outlier detection (gRFC A50) stops sending calls to one address of many. It
 * counts whatever is not OK, the caller's mistakes included: one client that sends nonsense can
 * have a healthy server ejected.
 *
 * @param interval between looks at what happened since the last one
 * @param ejectFor the first ejection; further ones last longer
 * @param failurePercent of calls that failed, at which an address is ejected, 0 to 100
 * @param requestVolume calls within an interval, below which an address is not judged, at least 1
 * @param minimumHosts addresses with that many calls, below which none is judged, at least 1
 * @param maxEjectedPercent of the addresses, 0 to 100; one may always be ejected
 */
public record OutlierEjection(
    Duration interval,
    Duration ejectFor,
    int failurePercent,
    int requestVolume,
    int minimumHosts,
    int maxEjectedPercent) {
  public OutlierEjection {
    require(interval.isPositive(), "interval", interval, "> 0");
    require(ejectFor.isPositive(), "eject-for", ejectFor, "> 0");
    require(percent(failurePercent), "failure-percent", failurePercent, "0 to 100");
    require(requestVolume >= 1, "request-volume", requestVolume, ">= 1");
    require(minimumHosts >= 1, "minimum-hosts", minimumHosts, ">= 1");
    require(percent(maxEjectedPercent), "max-ejected-percent", maxEjectedPercent, "0 to 100");
  }

  private static boolean percent(int value) {
    return value >= 0 && value <= 100;
  }

  /** The policy as a service config has it, around another. */
  Map<String, Object> around(Map<String, Object> policy) {
    return Map.of(
        "outlier_detection_experimental",
        Map.of(
            "interval", seconds(interval),
            "baseEjectionTime", seconds(ejectFor),
            "maxEjectionPercentage", (double) maxEjectedPercent,
            "failurePercentageEjection",
                Map.of(
                    "threshold", (double) failurePercent,
                    "enforcementPercentage", 100.0,
                    "minimumHosts", (double) minimumHosts,
                    "requestVolume", (double) requestVolume),
            "childPolicy", List.of(policy)));
  }

  private static String seconds(Duration duration) {
    return "%d.%09ds".formatted(duration.toSeconds(), duration.toNanosPart());
  }

  private static void require(boolean holds, String name, Object value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(
          "outlier-ejection.%s: %s (expected: %s)".formatted(name, value, expected));
    }
  }
}
