package dev.faremesh.evaluation.simulate;

import static java.util.Objects.requireNonNull;

import dev.faremesh.demand.DemandBalance;
import dev.faremesh.pricing.Balance;
import dev.faremesh.supply.SupplyBalance;
import dev.faremesh.type.v1.BalanceProto;
import dev.faremesh.type.v1.StandardBalance;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The numbers by which supply and demand are weighed, each as the three servers read it from the
 * contract.
 */
record Weights(DemandBalance demand, SupplyBalance supply, Balance pricing) {
  /** Cells weigh in a pool by their ring. */
  private static final String RINGS = "ring";

  /** The numbers in force. */
  static Weights standard() {
    return of(standardNumbers());
  }

  /**
   * The numbers in force but for some.
   *
   * @param changes by name, such as {@code kappa}
   * @throws IllegalArgumentException when a name is not one of them, or a number cannot be
   */
  static Weights with(Map<String, Double> changes) {
    var numbers = standardNumbers();
    changes.forEach((name, number) -> {
      if (!numbers.containsKey(name)) {
        throw new IllegalArgumentException(
            "name: %s (expected: one of %s)".formatted(name, String.join(", ", numbers.keySet())));
      }
      numbers.put(name, number);
    });
    return of(numbers);
  }

  private static Map<String, Double> standardNumbers() {
    var option = StandardBalance.getDescriptor().getOptions().getExtension(BalanceProto.balance);
    var numbers = new LinkedHashMap<String, Double>();
    numbers.put("horizon", (double) option.getHorizon().getSeconds());
    for (int ring = 0; ring < option.getRingWeightsCount(); ring++) {
      numbers.put(RINGS + ring, option.getRingWeights(ring));
    }
    numbers.put("rho", option.getRho());
    numbers.put("kappa", option.getKappa());
    numbers.put("reserve", option.getReserve());
    numbers.put("theta", option.getTheta());
    numbers.put("gain_up", option.getGainUp());
    numbers.put("gain_down", option.getGainDown());
    numbers.put("rise_per_minute", option.getRisePerMinute());
    numbers.put("fall_per_minute", option.getFallPerMinute());
    numbers.put("cap", option.getCap());
    return numbers;
  }

  private static Weights of(Map<String, Double> numbers) {
    var horizon = Duration.ofSeconds(Math.round(number(numbers, "horizon")));
    var rings =
        numbers.entrySet().stream()
            .filter(number -> number.getKey().startsWith(RINGS))
            .map(Map.Entry::getValue)
            .toList();
    double kappa = number(numbers, "kappa");
    double theta = number(numbers, "theta");
    double up = number(numbers, "gain_up");
    double down = number(numbers, "gain_down");
    double rise = number(numbers, "rise_per_minute");
    double fall = number(numbers, "fall_per_minute");
    double rho = number(numbers, "rho");
    return new Weights(
        new DemandBalance(horizon, rings, rho, kappa, theta, up, down, rise, fall),
        new SupplyBalance(
            horizon, rings, kappa, number(numbers, "reserve"), theta, up, down, rise, fall),
        new Balance(horizon, rho, kappa, theta, number(numbers, "cap")));
  }

  private static double number(Map<String, Double> numbers, String name) {
    return requireNonNull(numbers.get(name), name);
  }

  /** All numbers by their names in the contract. */
  Map<String, Double> numbers() {
    var numbers = new LinkedHashMap<String, Double>();
    numbers.put("horizon", (double) pricing.horizon().toSeconds());
    List<Double> rings = demand.ringWeights();
    for (int ring = 0; ring < rings.size(); ring++) {
      numbers.put(RINGS + ring, rings.get(ring));
    }
    numbers.put("rho", pricing.rho());
    numbers.put("kappa", pricing.kappa());
    numbers.put("reserve", supply.reserve());
    numbers.put("theta", pricing.theta());
    numbers.put("gain_up", demand.gainUp());
    numbers.put("gain_down", demand.gainDown());
    numbers.put("rise_per_minute", demand.risePerMinute());
    numbers.put("fall_per_minute", demand.fallPerMinute());
    numbers.put("cap", pricing.cap());
    return numbers;
  }
}
