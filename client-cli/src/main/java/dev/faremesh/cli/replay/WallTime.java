package dev.faremesh.cli.replay;

import dev.faremesh.mesh.server.ServerMain;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads how long a verb may run, such as {@code 30s}. */
public final class WallTime implements ITypeConverter<Duration> {
  /** When nobody said. */
  public static final Duration UNLIMITED = Duration.ofDays(365);

  @Override
  public Duration convert(String text) {
    var time = ServerMain.duration(text);
    if (!time.isPositive() || time.compareTo(UNLIMITED) > 0) {
      throw new TypeConversionException(
          "'%s' (expected: above 0 and at most a year)".formatted(text));
    }
    return time;
  }
}
