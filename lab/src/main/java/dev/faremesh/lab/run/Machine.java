package dev.faremesh.lab.run;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How busy this machine is. Safe for use by threads. */
public final class Machine {
  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /** The share of all cores that was busy since this was last asked for, 0 to 1. */
  double busy() {
    return system.getCpuLoad();
  }

  /** For readers who compare numbers. */
  public static String described() {
    return "%d cores, Java %s, %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("java.version"),
            System.getProperty("os.arch"));
  }
}
