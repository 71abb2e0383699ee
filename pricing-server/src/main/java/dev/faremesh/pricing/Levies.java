package dev.faremesh.pricing;

import java.util.ArrayList;
import java.util.List;

/**
 * What a city adds to a fare; surge multiplies none of it.
 *
 * @param surcharges at some hours; those of one label never at the same time
 * @param tolls at some places
 * @param taxes each on all that is taxed, none on another
 */
public record Levies(List<SurchargeBand> surcharges, List<Toll> tolls, List<Tax> taxes) {
  /** Nothing. */
  public static final Levies NONE = new Levies(List.of(), List.of(), List.of());

  private static final int MOST = 100; // of each, so that no sum of them overflows

  public Levies {
    surcharges = List.copyOf(surcharges);
    tolls = List.copyOf(tolls);
    taxes = List.copyOf(taxes);
    requireFew("surcharges", surcharges);
    requireFew("tolls", tolls);
    requireFew("taxes", taxes);
    var overlaps = overlaps(surcharges);
    Expected.that(
        overlaps.isEmpty(),
        "surcharges",
        String.join(", ", overlaps),
        "bands of one label that do not overlap");
  }

  private static void requireFew(String name, List<?> levies) {
    Expected.that(levies.size() <= MOST, name, levies.size(), "at most " + MOST);
  }

  private static List<String> overlaps(List<SurchargeBand> bands) {
    var overlaps = new ArrayList<String>();
    for (int i = 0; i < bands.size(); i++) {
      for (int j = i + 1; j < bands.size(); j++) {
        if (bands.get(i).label().equals(bands.get(j).label())
            && bands.get(i).overlaps(bands.get(j))) {
          overlaps.add("'%s' [%d] and [%d] overlap".formatted(bands.get(i).label(), i, j));
        }
      }
    }
    return overlaps;
  }
}
