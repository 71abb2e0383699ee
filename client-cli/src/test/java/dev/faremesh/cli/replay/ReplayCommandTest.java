package dev.faremesh.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.cli.Fare;
import io.grpc.Status;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ReplayCommandTest {
  private static final String ZERO = "99,START,2013-01-01 00:00:00,,0,0,0,0,1,5,5\n";

  private final FeedServers servers = new FeedServers();
  private final String targets =
      "supply=" + servers.supplyAddress() + ",demand=" + servers.demandAddress();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path folder;

  @AfterEach
  void close() {
    servers.close();
  }

  @Test
  void summarySaysWhatBecameOfEveryRow() throws IOException {
    var file = Files.writeString(folder.resolve("rides"), rides(7) + ZERO + ends(3));

    assertThat(replay(file, "-o", "json")).as("%s", err).isZero();
    assertThat(out.toString())
        .contains("\"rows\": 11", "\"events\": 10", "\"sessions\": 7", "\"driver_reports\": 10")
        .contains("\"requests\": 7", "\"starts\": 7", "\"completions\": 3")
        .contains("\"ZERO_COORDINATES\": 1", "\"rejected_reports\": {", "\"failed_calls\": {")
        .contains("\"wall_seconds\": ", "\"rows_per_second\": ", "\"max_lag_seconds\": ");
    assertThat(servers.rides.calls).hasSize(17);
  }

  @Test
  void summaryForAPersonIsATable() throws IOException {
    var file = Files.writeString(folder.resolve("rides"), rides(7) + ZERO);

    assertThat(replay(file)).isZero();
    assertThat(out.toString())
        .containsPattern("rows +8\n")
        .containsPattern("rejected rows: ZERO_COORDINATES +1\n");
  }

  @Test
  void truncatedFileIsReplayedAsFarAsItGoesAndSaid() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(rides(2_000).getBytes(StandardCharsets.UTF_8));
    }
    var file =
        Files.write(folder.resolve("cut.gz"), Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2));

    assertThat(replay(file, "-o", "json")).isEqualTo(1);
    assertThat(err.toString()).contains("the gzip is truncated", "what could be read was replayed");
    assertThat(out.toString()).contains("\"TRUNCATED\": 1");
    assertThat(servers.rides.calls).hasSizeGreaterThan(100);
  }

  @Test
  void fileThatIsNotThereIsOneLine() {
    assertThat(replay(folder.resolve("none.csv"))).isEqualTo(1);
    assertThat(err.toString()).matches("fare: .*none.csv: no such file\n");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void failedCallsAreTheExitCode() throws IOException {
    servers.rides.failure = call -> Optional.of(Status.RESOURCE_EXHAUSTED);
    var file = Files.writeString(folder.resolve("rides"), rides(3));

    assertThat(replay(file)).isEqualTo(64 + 8);
    assertThat(err.toString()).contains("RESOURCE_EXHAUSTED=3", "NOT_MADE=3");
  }

  @Test
  void serverThatIsNotThereIsOneLineAndTheCodeOfUnavailable() throws IOException {
    var file = Files.writeString(folder.resolve("rides"), rides(3));
    servers.close();

    assertThat(replay(file)).isEqualTo(64 + 14);
    assertThat(err.toString()).startsWith("fare: UNAVAILABLE").contains("fare up");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void speedOfNothingIsWrongUsage() throws IOException {
    var file = Files.writeString(folder.resolve("rides"), rides(3));

    assertThat(replayAt("0", file)).isEqualTo(2);
    assertThat(err.toString()).contains("speed: 0.0 (expected: above 0");
  }

  private int replay(Path file, String... options) {
    return replayAt("6000", file, options);
  }

  private int replayAt(String speed, Path file, String... options) {
    var args = new ArrayList<>(List.of("replay", file.toString(), "--speed", speed));
    args.addAll(List.of("--target", targets));
    args.addAll(List.of(options));
    return Fare.run(
        args.toArray(String[]::new), new PrintWriter(out), new PrintWriter(err), Map.of());
  }

  private static String rides(int count) {
    var rows = new StringBuilder();
    for (int ride = 1; ride <= count; ride++) {
      rows.append(row(ride, "START", ride / 60 % 60));
    }
    return rows.toString();
  }

  private static String ends(int count) {
    var rows = new StringBuilder();
    for (int ride = 1; ride <= count; ride++) {
      rows.append(row(ride, "END", 59));
    }
    return rows.toString();
  }

  private static String row(int ride, String event, int minute) {
    return "%d,%s,2013-01-01 00:%02d:00,2013-01-01 00:00:00,-73.86,40.77,-73.96,40.76,1,%d,%d%n"
        .formatted(ride, event, minute, ride * 31, ride * 37);
  }
}
