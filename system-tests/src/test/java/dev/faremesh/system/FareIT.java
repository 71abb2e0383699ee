package dev.faremesh.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.Struct;
import com.google.protobuf.util.JsonFormat;
import dev.faremesh.pricing.v1.InputState;
import dev.faremesh.pricing.v1.Quote;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client as it is shipped, with the servers as it starts them. */
@Timeout(180)
class FareIT {
  @TempDir private Path scratch;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void noServerOutlivesAClientThatIsKilled(boolean tls) throws Exception {
    try (var up = FareUp.soonReady(scratch, tls)) {
      assertThat(up.servers())
          .hasSize(3)
          .allSatisfy((name, server) -> assertThat(server.isAlive()).isTrue());
      up.process().destroyForcibly().onExit().join();
      for (ProcessHandle server : up.servers().values()) {
        server.onExit().get(60, TimeUnit.SECONDS);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aClientThatIsToldToStopDrainsItsServers(boolean tls) {
    try (var up = FareUp.soonReady(scratch, tls)) {
      up.process().destroy();
      up.process().onExit().join();
      assertThat(up.servers()).noneSatisfy((name, server) -> assertThat(server.isAlive()).isTrue());
    }
  }

  @Test
  void aTakenPortIsOneClearLine() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var up =
          Command.run(
              FareUp.fare(
                  "up",
                  "--supply-port=0",
                  "--demand-port=" + taken.getLocalPort(),
                  "--pricing-port=0",
                  "--data-dir=" + scratch));
      assertThat(up.exitCode()).isEqualTo(1);
      assertThat(up.err().lines())
          .singleElement()
          .asString()
          .contains("port " + taken.getLocalPort(), "--demand-port");
      assertThat(up.out()).isEmpty();
    }
  }

  @Test
  void aTargetThatNobodyListensOnIsUnavailable() {
    var quote =
        Command.run(
            FareUp.fare("quote", "40.7580,-73.9855", "40.6413,-73.7781", "--target=127.0.0.1:1"));
    assertThat(quote.exitCode()).isEqualTo(64 + 14);
    assertThat(quote.err()).contains("UNAVAILABLE", "127.0.0.1:1", "fare up");
  }

  @Test
  void aFileThatDoesNotExistIsOneClearLine() {
    var replay = Command.run(FareUp.fare("replay", scratch.resolve("absent.csv").toString()));
    assertThat(replay.exitCode()).isEqualTo(1);
    assertThat(replay.err().lines()).singleElement().asString().contains("absent.csv");
  }

  /** An hour of New York, at 600 times its speed: the figures are those of the file. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anHourOfNewYorkIsIngestedAndPriced(boolean tls) throws Exception {
    var file = Project.rides("nyc-taxi-rides-2013-01-01.csv.gz");
    assumeTrue(Files.isReadable(file), () -> "no real rides here: " + file);
    try (var up = FareUp.soonReady(scratch, tls)) {
      var replay =
          Command.run(
              up.verb(
                  List.of(Peer.SUPPLY, Peer.DEMAND),
                  "replay",
                  file.toString(),
                  "--speed=600",
                  "--output=json"));
      assertThat(replay.exitCode()).as(replay.err()).isZero();
      var summary = Struct.newBuilder();
      JsonFormat.parser().merge(replay.out(), summary);
      assertThat(summary.getFieldsOrThrow("rows").getNumberValue()).isEqualTo(60_000);
      var rejected = summary.getFieldsOrThrow("rejected_rows").getStructValue();
      assertThat(rejected.getFieldsMap()).containsOnlyKeys("ZERO_COORDINATES");
      assertThat(rejected.getFieldsOrThrow("ZERO_COORDINATES").getNumberValue())
          .isBetween(1_100.0, 1_200.0);
      assertThat(summary.getFieldsOrThrow("rejected_reports").getStructValue().getFieldsMap())
          .isEmpty();
      assertThat(summary.getFieldsOrThrow("failed_calls").getStructValue().getFieldsMap())
          .isEmpty();

      assertThat(quote(up).getInputsList())
          .hasSize(2)
          .allSatisfy(input -> assertThat(input.getState()).isEqualTo(InputState.INPUT_STATE_LIVE));
    }
  }

  private static Quote quote(FareUp up) throws IOException {
    var answer =
        Command.run(
            up.verb(
                List.of(Peer.PRICING),
                "quote",
                "40.7580,-73.9855",
                "40.6413,-73.7781",
                "--output=json",
                "--deadline=10s"));
    assertThat(answer.exitCode()).as(answer.err()).isZero();
    var quote = Quote.newBuilder();
    JsonFormat.parser().merge(answer.out(), quote);
    return quote.build();
  }
}
