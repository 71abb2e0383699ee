package dev.faremesh.cli.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import com.google.protobuf.util.JsonFormat;
import com.google.rpc.Code;
import dev.faremesh.cli.FakeMesh;
import dev.faremesh.cli.call.Peer;
import dev.faremesh.mesh.v1.Abort;
import dev.faremesh.mesh.v1.Delay;
import dev.faremesh.mesh.v1.Fault;
import dev.faremesh.mesh.v1.InjectFaultResponse;
import dev.faremesh.mesh.v1.LogNormal;
import dev.faremesh.mesh.v1.Reset;
import dev.faremesh.mesh.v1.Stall;
import dev.faremesh.mesh.v1.Uniform;
import dev.faremesh.mesh.v1.WorkerQueue;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class InjectCommandTest {
  private static final String GET_DEMAND = "faremesh.demand.v1.DemandService/GetDemand";

  private FaultyMesh mesh;

  @BeforeAll
  void start() {
    mesh = FaultyMesh.allowing(Peer.DEMAND);
  }

  @AfterAll
  void stop() {
    mesh.close();
  }

  @Test
  void faultIsPrintedAndHowToEndIt() {
    var run =
        mesh.fare(
            ("fault inject GetDemand --share 12.5% --caller pricing-server --delay 250ms"
                    + " --status UNAVAILABLE --for 30s")
                .split(" "));

    assertThat(run.out())
        .containsPattern("fault +[0-9a-f-]{36}\n")
        .containsPattern("method +demand/GetDemand\n")
        .containsPattern("calls +12.5% of pricing-server\n")
        .containsPattern("effect +delay 250 ms, then UNAVAILABLE\n")
        .containsPattern("ends +2[0-9T:-]+Z\n");
    assertThat(run.err()).containsPattern("^to end it before: fare fault clear [0-9a-f-]{36}\n$");
    assertThat(run.code()).isZero();
    assertThat(mesh.faults(Peer.DEMAND))
        .anySatisfy(
            active -> assertThat(active.getFault().getCaller()).isEqualTo("pricing-server"));
  }

  @ParameterizedTest
  @MethodSource
  void optionsAreSaidAsTheContractSaysThem(String options, Fault.Builder expected)
      throws Exception {
    var run = mesh.fare(("fault inject GetDemand --for 7s -o json " + options).split(" "));
    var response = InjectFaultResponse.newBuilder();
    JsonFormat.parser().merge(run.out(), response);

    var fault = response.getFault().getFault();
    assertThat(fault.toBuilder().clearFaultId().build())
        .isEqualTo(expected.setMethod(GET_DEMAND).setLasts(seconds(7)).build());
  }

  static Stream<Object[]> optionsAreSaidAsTheContractSaysThem() {
    var all = Fault.newBuilder().setPercentage(100);
    var queue = WorkerQueue.newBuilder().setWorkers(4).setServiceTime(millis(25));
    return Stream.of(
        new Object[] {"--stall", all.clone().setStall(Stall.getDefaultInstance())},
        new Object[] {
          "--reset --seed 41", all.clone().setReset(Reset.getDefaultInstance()).setSeed(41)
        },
        new Object[] {
          "--status RESOURCE_EXHAUSTED --share 0.5%",
          all.clone()
              .setPercentage(0.5)
              .setAbort(Abort.newBuilder().setCode(Code.RESOURCE_EXHAUSTED))
        },
        new Object[] {
          "--delay-median 50ms --delay-p99 400ms",
          all.clone()
              .setDelay(
                  Delay.newBuilder()
                      .setLogNormal(
                          LogNormal.newBuilder().setMedian(millis(50)).setP99(millis(400))))
        },
        new Object[] {
          "--delay-uniform 10ms..50ms",
          all.clone()
              .setDelay(
                  Delay.newBuilder()
                      .setUniform(Uniform.newBuilder().setMin(millis(10)).setMax(millis(50))))
        },
        new Object[] {
          "--workers 4 --service-time 25ms", all.clone().setQueue(queue.clone().setCapacity(256))
        },
        new Object[] {
          "--workers 4 --service-time 25ms --queue 11 --serve-abandoned",
          all.clone().setQueue(queue.clone().setCapacity(11).setServeAbandoned(true))
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"GetDemand", "demand/GetDemand", "DemandService/GetDemand", GET_DEMAND})
  void methodMayBeShort(String method) {
    var run = mesh.fare("fault", "inject", method, "--stall", "--for", "1s");

    assertThat(run.out()).containsPattern("method +demand/GetDemand\n");
  }

  @Test
  void methodThatDoesNotExistIsWrongUsageThatNamesThoseThatExist() {
    var run = mesh.fare("fault", "inject", "GetDemnd", "--stall", "--for", "1s");

    assertThat(run.err())
        .startsWith("fare fault inject: METHOD: 'GetDemnd' (expected: one of supply/")
        .contains("supply/GetSupply", "demand/GetDemand", "pricing/QuoteRide");
    assertThat(run.code()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--stall --for 1s --share 101% | --share: '101%' (expected: above 0% to 100%)",
        "--stall --for 1s --share 0% | --share: '0%' (expected: above 0% to 100%)",
        "--stall --for 1s --share half | --share: 'half' (expected: above 0% to 100%)",
        "--stall | Missing required option: '--for=TIME'",
        "--stall --for 0s | --for: '0s' (expected: above 0 and at most 1h)",
        "--stall --for 61m | --for: '61m' (expected: above 0 and at most 1h)",
        "--for 1s | nothing to do (expected: --status, --stall, --reset, --delay or --workers)",
        "--for 1s --stall --reset | --stall and --reset (expected: one of them)",
        "--for 1s --status OK | --status: OK (expected: an error)",
        "--for 1s --status GONE | --status: 'GONE' (expected: one of OK, CANCELLED, ",
        "--for 1s --delay-median 5ms | --delay-median and --delay-p99: one of them (expected: both",
        "--for 1s --delay 5ms --delay-uniform 1ms..2ms | --delay and --delay-uniform (expected:"
            + " one",
        "--for 1s --delay-uniform 50ms..10ms | --delay-uniform: '50ms..10ms' (expected: the least",
        "--for 1s --delay-uniform 50ms | --delay-uniform: '50ms' (expected: the least and the most",
        "--for 1s --delay soon | --delay: 'soon' is not a duration (expected: such as 250ms",
        "--for 1s --delay-median 400ms --delay-p99 50ms | --delay-median: 400 ms (expected: at"
            + " most",
        "--for 1s --workers 4 | --workers and --service-time: one of them (expected: both)",
        "--for 1s --stall --queue 7 | --queue or --serve-abandoned without --workers (expected:"
      })
  void optionsThatMakeNoSenseAreWrongUsage(String options, String message) {
    var run = mesh.fare(("fault inject GetDemand " + options).split(" "));

    assertThat(run.err()).startsWith("fare fault inject: " + message);
    assertThat(run.out()).isEmpty();
    assertThat(run.code()).isEqualTo(2);
  }

  @Test
  void whatOnlyTheServerKnowsIsItsAnswer() {
    var run =
        mesh.fare("fault inject GetDemand --for 1s --workers 0 --service-time 25ms".split(" "));

    assertThat(run.err())
        .startsWith("fare: INVALID_ARGUMENT VALIDATION_FAILED: fault.queue.workers: ");
    assertThat(run.code()).isEqualTo(64 + 3);
  }

  @Test
  void serverThatAllowsNoFaultsIsSaidWithWhatToDo() {
    var run = mesh.fare("fault", "inject", "GetSupply", "--stall", "--for", "1s");

    assertThat(run.err())
        .isEqualToNormalizingNewlines(
            "fare: UNIMPLEMENTED METHOD_UNKNOWN: faults are not allowed there: start it with"
                + " --faults (fare up --faults) (supply %s)\n"
                    .formatted(mesh.address(Peer.SUPPLY)));
    assertThat(run.code()).isEqualTo(64 + 12);
  }

  @Test
  void bareTargetIsThatOfTheMethod() {
    var run =
        FakeMesh.run(
            Map.of("FARE_DEADLINE", "20s"),
            false,
            "fault",
            "inject",
            "GetDemand",
            "--stall",
            "--for",
            "1s",
            "--target",
            mesh.address(Peer.DEMAND));

    assertThat(run.code()).isZero();
  }

  private static Duration seconds(int seconds) {
    return Duration.newBuilder().setSeconds(seconds).build();
  }

  private static Duration millis(int millis) {
    return Duration.newBuilder().setNanos(millis * 1_000_000).build();
  }
}
