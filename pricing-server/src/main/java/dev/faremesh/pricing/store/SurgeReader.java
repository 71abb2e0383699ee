package dev.faremesh.pricing.store;

import dev.faremesh.pricing.Multiplier;
import dev.faremesh.pricing.SurgeLimits;
import dev.faremesh.pricing.SurgeRules;
import dev.faremesh.pricing.v1.AreaOverride;
import dev.faremesh.pricing.v1.CityTariff;
import dev.faremesh.pricing.v1.ProductTariff;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the rules of surge. No surge must always be allowed, for that is what is charged when
 * nothing is known: no floor may be above 1, nor a cap below.
 */
final class SurgeReader {
  private static final int NO_SURGE = Multiplier.NONE.hundredths();

  private final Findings findings;
  private final String path;

  SurgeReader(Findings findings, String path) {
    this.findings = findings;
    this.path = path;
  }

  SurgeRules read(CityTariff city, ProductTariff product, String productPath) {
    List<SurgeLimits> everywhere = new ArrayList<>();
    everywhere.add(limits(product.getSurge(), productPath + ".surge", "the product"));
    everywhere.add(limits(city.getRegulator(), path + ".regulator", "the regulator"));
    if (city.hasEmergency()) {
      everywhere.add(limits(city.getEmergency(), path + ".emergency", "the emergency"));
    }
    everywhere.add(anything("the city", city.getSurgeOff()));
    List<SurgeRules.Area> areas = new ArrayList<>();
    for (int i = 0; i < city.getAreasCount(); i++) {
      areas.add(area(city.getAreas(i), path + ".areas[" + i + "]"));
    }
    return new SurgeRules(everywhere, areas);
  }

  private SurgeRules.Area area(AreaOverride area, String at) {
    findings.require(
        area.hasSurge() || area.getSurgeOff(), at + ".surge", "nothing", "limits, or surge_off");
    var limits =
        area.hasSurge()
            ? limits(area.getSurge(), at + ".surge", area.getLabel())
            : anything(area.getLabel(), false);
    return new SurgeRules.Area(
        LevyReader.circle(findings, at + ".area", area.getArea()),
        new SurgeLimits(limits.floor(), limits.cap(), limits.capName(), area.getSurgeOff()));
  }

  private SurgeLimits limits(
      dev.faremesh.pricing.v1.SurgeLimits limits, String at, String capName) {
    int floor = limits.hasFloor() ? limits.getFloor() : NO_SURGE;
    int cap = limits.hasCap() ? limits.getCap() : Multiplier.MOST;
    boolean floorHolds = floor >= Multiplier.LEAST && floor <= NO_SURGE;
    boolean capHolds = cap >= Math.max(floor, NO_SURGE) && cap <= Multiplier.MOST;
    findings.require(
        floorHolds, at + ".floor", floor, Multiplier.LEAST + " to " + NO_SURGE + ", no surge");
    findings.require(
        capHolds,
        at + ".cap",
        cap,
        "at least %d, and not below the floor, %d".formatted(NO_SURGE, floor));
    return floorHolds && capHolds
        ? new SurgeLimits(new Multiplier(floor), new Multiplier(cap), capName, false)
        : SurgeLimits.NONE;
  }

  private static SurgeLimits anything(String name, boolean off) {
    return new SurgeLimits(
        new Multiplier(Multiplier.LEAST), new Multiplier(Multiplier.MOST), name, off);
  }
}
