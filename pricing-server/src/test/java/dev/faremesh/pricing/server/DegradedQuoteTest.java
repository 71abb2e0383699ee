package dev.faremesh.pricing.server;

import static dev.faremesh.pricing.rpc.ScriptedServer.fresh;
import static dev.faremesh.pricing.server.Expected.assertBase;
import static dev.faremesh.pricing.server.Expected.dollars;
import static dev.faremesh.pricing.server.Expected.live;
import static dev.faremesh.pricing.server.Expected.missing;
import static dev.faremesh.pricing.server.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.faremesh.pricing.rpc.Requests;
import dev.faremesh.pricing.rpc.ScriptedDemand;
import dev.faremesh.pricing.v1.Input;
import dev.faremesh.pricing.v1.InputSource;
import dev.faremesh.pricing.v1.InputState;
import dev.faremesh.pricing.v1.Quote;
import dev.faremesh.pricing.v1.QuoteRideRequest;
import dev.faremesh.supply.v1.CellSupply;
import io.grpc.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
final class DegradedQuoteTest {
  private static final QuoteRideRequest REQUEST = Requests.quoteRide();

  private final ScriptedMesh mesh = ScriptedMesh.start();

  @AfterEach
  void close() {
    mesh.close();
  }

  @Test
  void failedDependencyIsMissingUnderItsStatus() {
    mesh.supply.drivers(0, fresh(5, 0.9));
    mesh.demand.script.fail(Status.RESOURCE_EXHAUSTED);

    assertMissingDemand("RESOURCE_EXHAUSTED");
  }

  @Test
  void deadDependencyIsMissingAsUnavailable() {
    mesh.supply.drivers(0, fresh(5, 0.9));
    mesh.stopDemand();

    assertMissingDemand("UNAVAILABLE");
  }

  @Test
  void silentDependencyIsMissingAfterItsContractsDeadline() {
    mesh.supply.drivers(0, fresh(5, 0.9));
    mesh.demand.script.staySilent();

    assertMissingDemand("DEADLINE_EXCEEDED");
  }

  @Test
  void dependencyThatHasNotObservedIsMissing() {
    mesh.supply.drivers(0, fresh(5, 0.9));
    mesh.demand.notObserved();

    assertMissingDemand("NOT_OBSERVED");
  }

  @Test
  void nonsenseOfADependencyIsMissing() {
    mesh.supply.drivers(0, fresh(5, 0.9));
    mesh.demand.riders(Double.NaN, 3, fresh(5, 0.9));
    assertMissingDemand("NONSENSE");

    mesh.demand.riders(40, -3, fresh(5, 0.9));
    assertMissingDemand("NONSENSE");

    mesh.demand.riders(40, 3, 25.1, fresh(5, 0.9));
    assertMissingDemand("NONSENSE");

    mesh.demand.cells(cell -> ScriptedDemand.riders("882a100d65fffff", 4, 3, 2.5), fresh(5, 0.9));
    assertMissingDemand("NONSENSE");
  }

  @ParameterizedTest
  @CsvSource({"61, 0.9, AGE", "5, 0.79, COVERAGE"})
  void staleDemandIsShownButRaisesNoPrice(int age, double coverage, String reason) {
    mesh.supply.drivers(0, fresh(5, 0.9));
    mesh.demand.riders(40, 3, fresh(age, coverage));

    var quote =
        mesh.quoteUntil(REQUEST, q -> q.getInputs(1).getState() == InputState.INPUT_STATE_STALE);

    assertBase(quote);
    assertThat(quote.getInputs(1))
        .isEqualTo(
            Input.newBuilder()
                .setSource(InputSource.INPUT_SOURCE_DEMAND)
                .setState(InputState.INPUT_STATE_STALE)
                .setReason(reason)
                .setFreshness(fresh(age, coverage))
                .setExpected(301)
                .build());
  }

  @Test
  void answerWithoutTheSmoothedLogarithmIsNotObserved() {
    mesh.supply.drivers(0, fresh(5, 0.9));
    mesh.demand.cells(
        cell -> ScriptedDemand.riders(cell, 40, 3, 2.5).toBuilder().clearLogDemand().build(),
        fresh(5, 0.9));

    assertMissingDemand("NOT_OBSERVED");
  }

  @Test
  void unknownSupplyIsNotTakenForNoDrivers() {
    mesh.supply.cells(
        cell -> CellSupply.newBuilder().setCell(cell).setOpen(0).build(), fresh(5, 0.9));
    mesh.demand.riders(40, 3, fresh(5, 0.9));

    var quote = mesh.quoteUntil(REQUEST, q -> q.getInputs(0).getReason().equals("NOT_OBSERVED"));

    assertBase(quote);
    assertThat(quote.getInputs(0))
        .isEqualTo(missing(InputSource.INPUT_SOURCE_SUPPLY, "NOT_OBSERVED"));
  }

  @Test
  void bothMissingIsRefusedWithBothReasons() {
    mesh.supply.notObserved();
    mesh.demand.script.fail(Status.PERMISSION_DENIED);
    var _ =
        mesh.quoteUntil(REQUEST, quote -> reasons(quote).equals("NOT_OBSERVED PERMISSION_DENIED"));

    var info = refusal(Status.Code.UNAVAILABLE, "INPUTS_MISSING", () -> mesh.quote(REQUEST));

    assertThat(info.getMetadataMap())
        .containsOnly(entry("supply", "NOT_OBSERVED"), entry("demand", "PERMISSION_DENIED"));
  }

  @Test
  void bothMissingIsABaseFareWhereThatWillDo() {
    mesh.supply.notObserved();
    mesh.demand.script.fail(Status.PERMISSION_DENIED);

    var request = REQUEST.toBuilder().setAllowBaseFare(true).build();

    var quote = mesh.quoteUntil(request, q -> reasons(q).equals("NOT_OBSERVED PERMISSION_DENIED"));

    assertBase(quote);
    assertThat(quote.getTotal()).isEqualTo(dollars(66, 74));
    assertThat(quote.getInputsList())
        .containsExactly(
            missing(InputSource.INPUT_SOURCE_SUPPLY, "NOT_OBSERVED"),
            missing(InputSource.INPUT_SOURCE_DEMAND, "PERMISSION_DENIED"));
  }

  private void assertMissingDemand(String reason) {
    var quote = mesh.quoteUntil(REQUEST, q -> reasons(q).equals(" " + reason));

    assertBase(quote);
    assertThat(quote.getInputsList())
        .containsExactly(
            live(InputSource.INPUT_SOURCE_SUPPLY, fresh(5, 0.9), 0),
            missing(InputSource.INPUT_SOURCE_DEMAND, reason));
  }

  private static String reasons(Quote quote) {
    return quote.getInputs(0).getReason() + " " + quote.getInputs(1).getReason();
  }
}
