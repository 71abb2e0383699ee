package dev.faremesh.pricing;

import java.util.List;

/**
 * Which multipliers are allowed where. Whoever has a say can only narrow: the lowest cap and the
 * highest floor hold, and one switch is enough to put surge off.
 */
public final class SurgeRules {
  /**
   * A part of a city where more is forbidden.
   *
   * @param limits as they are named to riders
   */
  public record Area(Circle circle, SurgeLimits limits) {}

  private final SurgeLimits everywhere;
  private final List<Area> areas;

  /**
   * Rules of one product in one city.
   *
   * @param everywhere product, regulator, emergency and the city itself
   */
  public SurgeRules(List<SurgeLimits> everywhere, List<Area> areas) {
    this.everywhere = everywhere.stream().reduce(SurgeRules::both).orElse(SurgeLimits.NONE);
    this.areas = List.copyOf(areas);
  }

  /** What is allowed outside of areas. */
  public SurgeLimits everywhere() {
    return everywhere;
  }

  /** What is allowed for a pickup. */
  SurgeLimits at(Position pickup) {
    var limits = everywhere;
    for (Area area : areas) {
      if (area.circle().holds(pickup)) {
        limits = both(limits, area.limits());
      }
    }
    return limits;
  }

  private static SurgeLimits both(SurgeLimits one, SurgeLimits other) {
    var capped = other.cap().hundredths() < one.cap().hundredths() ? other : one;
    var floor = Math.max(one.floor().hundredths(), other.floor().hundredths());
    return new SurgeLimits(
        new Multiplier(floor), capped.cap(), capped.capName(), one.off() || other.off());
  }

  @Override
  public String toString() {
    return "SurgeRules{everywhere=%s, areas=%s}".formatted(everywhere, areas);
  }
}
