package dev.faremesh.cli.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import com.google.protobuf.util.JsonFormat;
import dev.faremesh.cli.FakeMesh;
import dev.faremesh.cli.call.Peer;
import dev.faremesh.demand.v1.GetCalibrationRequest;
import dev.faremesh.demand.v1.GetCalibrationResponse;
import dev.faremesh.type.v1.Freshness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class CalibrationCommandTest {
  private static final GetCalibrationResponse SCORED =
      GetCalibrationResponse.newBuilder()
          .setFreshness(
              Freshness.newBuilder().setAge(Duration.newBuilder().setSeconds(7)).setCoverage(0.9))
          .setProfile("nyc 2014-04")
          .setForecasts(1440)
          .setExpected(1234.56)
          .setActual(1299)
          .setCoverage(0.813)
          .setBias(-0.0496)
          .setWape(0.4123)
          .setLate(3)
          .build();

  private FakeMesh mesh;

  @BeforeEach
  void start() {
    mesh = FakeMesh.start();
  }

  @AfterEach
  void stop() {
    mesh.close();
  }

  @Test
  void figuresStandOnALineEach() {
    mesh.demand.calibration = SCORED;

    var run = mesh.fare("forecast", "calibration");

    assertThat(run.out())
        .isEqualToNormalizingNewlines(
            """
            profile    nyc 2014-04
            forecasts  1440 of a cell and five minutes each
            expected   1234.6 sessions
            came       1299 sessions
            bias       -5.0%
            coverage   81.3% of the intervals of 80%
            wape       0.412
            late       3 sessions, not counted
            """);
    assertThat(run.err()).isEqualToNormalizingNewlines("demand: age 7 s, coverage 90%\n");
    assertThat(run.code()).isZero();
  }

  @Test
  void whatIsNotKnownIsNotZero() {
    var run = mesh.fare("forecast", "calibration");

    assertThat(run.out())
        .isEqualToNormalizingNewlines(
            """
            profile    none
            forecasts  -
            expected   -
            came       -
            bias       -
            coverage   -
            wape       -
            late       -
            """);
    assertThat(run.err()).isEqualToNormalizingNewlines("demand: age -, coverage -\n");
  }

  @Test
  void cityAndProductAreAskedFor() {
    var _ = mesh.fare("forecast", "calibration", "--city", "oslo", "--product", "premium");

    assertThat(mesh.demand.request)
        .isEqualTo(
            GetCalibrationRequest.newBuilder().setCity("oslo").setProduct("premium").build());
  }

  @Test
  void jsonIsTheResponseOfTheContract() throws Exception {
    mesh.demand.calibration = SCORED;

    var run = mesh.fare("forecast", "calibration", "-o", "json");

    var response = GetCalibrationResponse.newBuilder();
    JsonFormat.parser().merge(run.out(), response);
    assertThat(response.build()).isEqualTo(SCORED);
    assertThat(run.err()).isEmpty();
  }

  @Test
  void serverThatIsAwayIsSaidSo() {
    mesh.stop(Peer.DEMAND);

    var run = mesh.fare("forecast", "calibration");

    assertThat(run.err()).startsWith("fare: UNAVAILABLE");
    assertThat(run.code()).isEqualTo(64 + 14);
  }

  @Test
  void cityWithoutANameIsForTheServerToRefuse() {
    var run = mesh.fare("forecast", "calibration", "--city", "New York");

    assertThat(run.err()).contains("VALIDATION_FAILED: city");
    assertThat(run.code()).isEqualTo(64 + 3);
  }
}
