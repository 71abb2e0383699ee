package dev.faremesh.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import dev.faremesh.cli.FakeMesh;
import dev.faremesh.cli.call.Peer;
import dev.faremesh.demand.v1.GetDemandResponse;
import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.pricing.v1.Input;
import dev.faremesh.pricing.v1.InputSource;
import dev.faremesh.pricing.v1.InputState;
import dev.faremesh.pricing.v1.Quote;
import dev.faremesh.supply.v1.GetSupplyResponse;
import dev.faremesh.type.v1.Freshness;
import io.grpc.Status;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class CheckCommandTest {
  private FakeMesh mesh;

  @BeforeEach
  void start() {
    mesh = FakeMesh.start();
    mesh.supply.supply = GetSupplyResponse.newBuilder().setFreshness(fresh()).build();
    mesh.demand.demand = GetDemandResponse.getDefaultInstance();
    mesh.pricing.quote =
        Quote.newBuilder()
            .addInputs(
                Input.newBuilder()
                    .setSource(InputSource.INPUT_SOURCE_SUPPLY)
                    .setState(InputState.INPUT_STATE_LIVE))
            .addInputs(
                Input.newBuilder()
                    .setSource(InputSource.INPUT_SOURCE_DEMAND)
                    .setState(InputState.INPUT_STATE_MISSING)
                    .setReason("NOT_OBSERVED"))
            .build();
  }

  @AfterEach
  void stop() {
    mesh.close();
  }

  @Test
  void meshThatIsWellPassesAndSaysWhatItWasFed() {
    var run = mesh.fare("check");

    assertThat(run.out())
        .isEqualToNormalizingNewlines(
            """
            supply
              ok  reachable   answers at 127.0.0.1:%d
              ok  health      SERVING
              ok  service     faremesh.supply.v1.SupplyService SERVING
              ok  reflection  lists faremesh.supply.v1.SupplyService
              ok  read        GetSupply answers
              -   feed        heard up to 2026-11-22T17:00:11Z, age 3 s, coverage 97%%
            demand
              ok  reachable   answers at 127.0.0.1:%d
              ok  health      SERVING
              ok  service     faremesh.demand.v1.DemandService SERVING
              ok  reflection  lists faremesh.demand.v1.DemandService
              ok  read        GetDemand answers
              -   feed        never heard
                              feed it with: fare replay FILE; or see: fare demo
            pricing
              ok  reachable   answers at 127.0.0.1:%d
              ok  health      SERVING
              ok  service     faremesh.pricing.v1.PricingService SERVING
              ok  reflection  lists faremesh.pricing.v1.PricingService
              ok  read        QuoteRide answers
              -   inputs      supply live, demand missing (NOT_OBSERVED)
            """
                .formatted(
                    mesh.port(Peer.SUPPLY), mesh.port(Peer.DEMAND), mesh.port(Peer.PRICING)));
    assertThat(run.err()).isEqualToNormalizingNewlines("all is well\n");
    assertThat(run.code()).isZero();
  }

  @Test
  void serverThatIsDownFailsAloneAndWithHint() {
    mesh.stop(Peer.DEMAND);

    var run = mesh.fare("check");

    assertThat(run.out())
        .contains("  FAIL  reachable  UNAVAILABLE: Connection refused")
        .contains("start the mesh with: fare up; or say where it is: --target demand=HOST:PORT")
        .contains("ok  read        GetSupply answers")
        .contains("ok  read        QuoteRide answers");
    assertThat(run.err()).isEqualToNormalizingNewlines("1 of 13 checks failed\n");
    assertThat(run.code()).isEqualTo(1);
  }

  @Test
  void serverThatIsNotReadyFailsBothHealthChecks() throws Exception {
    mesh.restartUnready(Peer.SUPPLY);

    assertThat(failedIn(mesh.fare("check", "-o", "json")))
        .containsExactly("supply health", "supply service");
  }

  @Test
  void reflectionThatIsClosedIsNoFault() {
    mesh.restartClosed(Peer.SUPPLY);

    var run = mesh.fare("check");

    assertThat(run.out())
        .contains("  -   reflection  closed: the server opens it with --reflection");
    assertThat(run.code()).isZero();
  }

  @Test
  void targetOfAnotherServerIsRecognised() throws Exception {
    var swapped =
        "supply=127.0.0.1:%d,demand=127.0.0.1:%d,pricing=127.0.0.1:%d"
            .formatted(mesh.port(Peer.DEMAND), mesh.port(Peer.DEMAND), mesh.port(Peer.PRICING));

    var run = FakeMesh.run(Map.of("FARE_TARGET", swapped), false, "check", "-o", "json");

    assertThat(failedIn(run)).containsExactly("supply service", "supply reflection", "supply read");
    assertThat(run.out())
        .contains("is 127.0.0.1:%d a supply-server?".formatted(mesh.port(Peer.DEMAND)));
  }

  @Test
  void readThatFailsSaysWhy() throws Exception {
    mesh.pricing.failure =
        Optional.of(
            ErrorStatus.of(Status.Code.NOT_FOUND, "PRODUCT_NOT_FOUND", "no 'hover'", Map.of()));

    var run = mesh.fare("check", "-o", "json");

    assertThat(failedIn(run)).containsExactly("pricing read");
    assertThat(run.out()).contains("NOT_FOUND PRODUCT_NOT_FOUND: no");
    assertThat(run.code()).isEqualTo(1);
  }

  @Test
  void bareTargetIsAmbiguous() {
    var run = mesh.fare("check", "--target", "127.0.0.1:50051");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith(
            "fare check: --target: '127.0.0.1:50051' (expected: NAME=127.0.0.1:50051, because this"
                + " verb talks to [supply, demand, pricing])");
  }

  private static List<String> failedIn(FakeMesh.Run run) throws Exception {
    var report = Struct.newBuilder();
    JsonFormat.parser().merge(run.out(), report);
    return report.getFieldsOrThrow("checks").getListValue().getValuesList().stream()
        .map(Value::getStructValue)
        .filter(check -> !check.getFieldsOrThrow("ok").getBoolValue())
        .map(check ->
            check.getFieldsOrThrow("server").getStringValue()
                + " "
                + check.getFieldsOrThrow("name").getStringValue())
        .toList();
  }

  private static Freshness fresh() {
    return Freshness.newBuilder()
        .setAsOf(Timestamp.newBuilder().setSeconds(1_795_366_811))
        .setAge(Duration.newBuilder().setSeconds(3))
        .setCoverage(0.97)
        .build();
  }
}
