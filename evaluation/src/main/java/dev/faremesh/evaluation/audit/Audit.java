package dev.faremesh.evaluation.audit;

import dev.faremesh.pricing.Balance;
import dev.faremesh.pricing.Cell;
import dev.faremesh.pricing.CellSite;
import dev.faremesh.pricing.CrowFlyRouter;
import dev.faremesh.pricing.EarthPoint;
import dev.faremesh.pricing.Fare;
import dev.faremesh.pricing.Multiplier;
import dev.faremesh.pricing.SurgeBlend;
import dev.faremesh.pricing.Tariff;
import dev.faremesh.pricing.rpc.Recording;
import dev.faremesh.pricing.v1.CellInput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a fare again from what its token recorded, through the code that made it. What a server
 * remembered when an input was not live is taken as recorded: only the memory of that server knew.
 */
final class Audit {
  private final Recorded recorded;
  private final Tariff tariff;
  private final Balance balance;

  /**
   * Audits one quote.
   *
   * @param tariff by which it was priced
   */
  Audit(Recorded recorded, Tariff tariff, Balance balance) {
    this.recorded = recorded;
    this.tariff = tariff;
    this.balance = balance;
  }

  /** All that the fare depends on, and the fare line by line. */
  List<Check> checks() {
    var checks = new ArrayList<Check>();
    var quote = recorded.quote();
    checks.add(
        new Check(
            "inputs digest",
            quote.getInputsDigest(),
            new Recording(recorded.claims().getRecorded()).digest()));
    checks.add(new Check("cells", cells(recorded.cells()), cells(neighbourhood())));
    checks.addAll(surge());
    checks.addAll(route());
    checks.addAll(new FareChecks(quote, fare(multiplier())).checks());
    return checks;
  }

  private List<Cell> neighbourhood() {
    return Cell.at(recorded.trip().pickup()).neighbourhood();
  }

  private static String cells(List<Cell> cells) {
    return String.join(" ", cells.stream().map(Cell::toString).toList());
  }

  private List<Check> surge() {
    var checks = new ArrayList<Check>();
    boolean live = recorded.inputs().stream().allMatch(Audit::live);
    checks.add(new Check("inputs", state(recorded.live()), state(live)));
    for (CellInput input : recorded.inputs()) {
      checks.add(
          new Check(
              "ln multiplier of " + input.getCell(),
              "" + input.getLogMultiplier(),
              "" + logMultiplier(input)));
    }
    checks.add(
        new Check("multiplier", "" + recorded.quote().getMultiplier(), "" + multiplier().value()));
    return checks;
  }

  private static String state(boolean live) {
    return live ? "live" : "not live";
  }

  private static boolean live(CellInput input) {
    return input.hasLogSupply() && input.hasLogDemand();
  }

  private double logMultiplier(CellInput input) {
    return live(input)
        ? balance.logMultiplier(input.getLogSupply(), input.getLogDemand())
        : input.getLogMultiplier();
  }

  private Multiplier multiplier() {
    var pickup = recorded.trip().pickup();
    var sites = recorded.cells().stream().map(CellSite::of).toList();
    double log =
        SurgeBlend.at(EarthPoint.at(pickup), sites)
            .of(recorded.inputs().stream().mapToDouble(this::logMultiplier).toArray());
    return tariff.limits(pickup).apply(log);
  }

  private List<Check> route() {
    if (!recorded.estimated()) {
      return List.of();
    }
    var was = recorded.route();
    var is = new CrowFlyRouter().route(recorded.trip(), tariff.traffic(), recorded.departure());
    return List.of(
        new Check("distance", was.meters() + " m", is.meters() + " m"),
        new Check("duration", seconds(was.duration()), seconds(is.duration())));
  }

  private static String seconds(Duration duration) {
    return duration.toSeconds() + " s";
  }

  private Fare fare(Multiplier multiplier) {
    return Fare.of(tariff, recorded.trip(), recorded.route(), recorded.departure(), multiplier);
  }
}
