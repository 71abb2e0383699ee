package dev.faremesh.cli.edges;

import dev.faremesh.mesh.server.ServerMain;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads how often to look: what the contract of WatchEdges allows. */
final class Interval implements ITypeConverter<Duration> {
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(60);

  @Override
  public Duration convert(String text) {
    var interval = ServerMain.duration(text);
    if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0) {
      throw new TypeConversionException("'%s' (expected: 100ms to 60s)".formatted(text));
    }
    return interval;
  }
}
