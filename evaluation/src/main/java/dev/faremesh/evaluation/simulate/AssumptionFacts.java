package dev.faremesh.evaluation.simulate;

import dev.faremesh.evaluation.simulate.market.Assumptions;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the simulated market takes for granted, by name. */
final class AssumptionFacts {
  private AssumptionFacts() {}

  static Map<String, Object> facts() {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("price_elasticity", Assumptions.PRICE_ELASTICITY);
    facts.put("greatest_multiple", Assumptions.GREATEST_MULTIPLE);
    facts.put("patient_minutes", Assumptions.PATIENT_MINUTES);
    facts.put("put_off_per_minute", Assumptions.PUT_OFF_PER_MINUTE);
    facts.put("least_patience_minutes", Assumptions.LEAST_PATIENCE);
    facts.put("mean_patience_minutes_beyond", Assumptions.MEAN_PATIENCE);
    facts.put("reach_minutes", Assumptions.REACH_MINUTES);
    facts.put("trip_kmh", Assumptions.TRIP_KMH);
    facts.put("pickup_kmh", Assumptions.PICKUP_KMH);
    facts.put("detour", Assumptions.DETOUR);
    facts.put("trip_km_mu", Assumptions.TRIP_KM_MU);
    facts.put("trip_km_sigma", Assumptions.TRIP_KM_SIGMA);
    facts.put("least_trip_km", Assumptions.LEAST_TRIP_KM);
    facts.put("destinations", Assumptions.DESTINATIONS);
    facts.put("wait_cost_per_minute", Assumptions.WAIT_COST);
    facts.put("driving_cost_per_km", Assumptions.DRIVING_COST);
    facts.put("minutes_per_session", Assumptions.MINUTES_PER_SESSION);
    facts.put("utilisation", Assumptions.UTILISATION);
    facts.put("idle_minutes", Assumptions.IDLE_MINUTES);
    facts.put("cruise_places", Assumptions.CRUISE_PLACES);
    return facts;
  }
}
