package dev.faremesh.evaluation.simulate;

import dev.faremesh.evaluation.Pickups;
import it.unimi.dsi.fastutil.longs.LongSet;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;

/**
 * When and where riders look at prices.
 *
 * @param all at least one, in the order of time
 */
record Looks(List<Look> all) {
  Looks {
    all = List.copyOf(all);
    if (all.isEmpty()) {
      throw new IllegalArgumentException("looks: 0 (expected: 1 or more)");
    }
  }

  /** Each pickup is taken for a rider who looked there and then. */
  static Looks of(Pickups pickups) {
    return new Looks(
        IntStream.range(0, pickups.count())
            .mapToObj(i -> {
              var place = pickups.place(i);
              return new Look(
                  pickups.at(i).getEpochSecond(),
                  place.latitude(),
                  place.longitude(),
                  pickups.cell(i));
            })
            .toList());
  }

  /** Those from a time on, and before another. */
  List<Look> between(Instant from, Instant to) {
    return all.subList(firstFrom(from), firstFrom(to));
  }

  private int firstFrom(Instant time) {
    int low = 0;
    int high = all.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (all.get(middle).epochSecond() < time.getEpochSecond()) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The share of them that lies in some cells. */
  double shareIn(LongSet cells) {
    return (double) all.stream().filter(look -> cells.contains(look.cell())).count() / all.size();
  }

  Instant first() {
    return Instant.ofEpochSecond(all.getFirst().epochSecond());
  }

  Instant last() {
    return Instant.ofEpochSecond(all.getLast().epochSecond());
  }

  static LocalDate dayOf(Look look, ZoneId zone) {
    return Instant.ofEpochSecond(look.epochSecond()).atZone(zone).toLocalDate();
  }
}
