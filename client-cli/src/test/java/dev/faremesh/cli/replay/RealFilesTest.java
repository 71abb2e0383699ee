package dev.faremesh.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Reads the real files that lie beside the checkout, where there are any. */
class RealFilesTest {
  @Test
  void taxiRidesHaveNoFaultButZeroCoordinates() throws IOException {
    var script = scriptOf("nyc-taxi-rides-2013-01-01.csv.gz");

    assertThat(count(script)).isEqualTo(58_800);
    assertThat(script.rejected()).isEqualTo(Map.of(Fault.ZERO_COORDINATES, 1_200L));
  }

  @Test
  void uberPickupsAreAllStarts() throws IOException {
    var script = scriptOf("uber-nyc-2014-04.csv.gz");

    assertThat(count(script)).isEqualTo(564_516);
    assertThat(script.rejected()).isEmpty();
  }

  @Test
  void greenTripsAreStartsAndEnds() throws IOException {
    var script = scriptOf("green_tripdata_2013-08.csv.gz");
    long events = count(script);

    assertThat(script.rejected())
        .isEqualTo(Map.of(Fault.ZERO_COORDINATES, 540L, Fault.BAD_TIME, 2L));
    assertThat(events).isEqualTo((7_623 - 542) * 2L);
  }

  private static ReplayScript scriptOf(String name) throws IOException {
    var file = Path.of("..", "..", "shared", "data", name);
    assumeTrue(Files.exists(file), () -> "skipped: " + file + " is not here");
    return new ReplayScript(RideFile.open(file));
  }

  private static long count(ReplayScript script) {
    long moments = 0;
    for (; script.hasNext(); moments++) {
      script.next();
    }
    return moments;
  }
}
