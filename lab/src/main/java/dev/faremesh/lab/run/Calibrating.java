package dev.faremesh.lab.run;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Finds the shortest fault after which a chain without protections does not recover, in a share of
 * runs: doubles until it is long enough, then halves the last step, the finer the more seeds there
 * are. Few runs of one length say little, so that the answer is made of all that were made.
 */
final class Calibrating {
  private static final int DOUBLINGS = 6;

  /** Fewer seeds cannot tell finer lengths apart. */
  private static final int SEEDS_PER_HALVING = 3;

  /** Other seeds than those of the runs that follow: what was fitted is not what is shown. */
  private static final long OTHER_SEEDS = 1_000;

  private static final int LEAST_SEEDS = 2;

  private final Trials trials;
  private final List<Long> seeds;
  private final double share;
  private final StormCurve curve = new StormCurve();

  /** Runs in which nothing protects. */
  interface Trials {
    /** How many are made at once. */
    int sideBySide();

    /**
     * Makes one for each seed.
     *
     * @param lasts how long the fault lasts
     * @return how many did not recover
     * @throws DisturbedException when the machine disturbed one of them
     */
    int storms(Duration lasts, List<Long> seeds)
        throws IOException, InterruptedException, DisturbedException;
  }

  /**
   * A search that has not begun.
   *
   * @param share of runs that must not recover, above 0, at most 1
   * @param seeds of the runs that will be shown
   */
  Calibrating(Trials trials, double share, List<Long> seeds) {
    this.trials = trials;
    this.seeds =
        LongStream.range(0, Math.max(LEAST_SEEDS, seeds.size() / 2))
            .map(number -> seeds.getFirst() + OTHER_SEEDS + number)
            .boxed()
            .toList();
    this.share = share;
  }

  /**
   * Searches.
   *
   * @param from the first length that is tried
   * @return the length; empty when 64 times the first was not long enough
   * @throws DisturbedException when the machine disturbed a run that it needs
   */
  Optional<Duration> find(Duration from)
      throws IOException, InterruptedException, DisturbedException {
    var low = Duration.ZERO;
    var high = from;
    for (int doubled = 0; !suffices(high); doubled++) {
      if (doubled == DOUBLINGS) {
        return Optional.empty();
      }
      low = high;
      high = high.multipliedBy(2);
    }
    int halvings = Math.max(1, seeds.size() / SEEDS_PER_HALVING);
    for (int halved = 0; halved < halvings; halved++) {
      var middle = low.plus(high).dividedBy(2);
      if (suffices(middle)) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return Optional.of(curve.lengthOf(share));
  }

  /** Makes no more runs than it takes to know. */
  private boolean suffices(Duration lasts)
      throws IOException, InterruptedException, DisturbedException {
    int enough = (int) Math.ceil(share * seeds.size());
    int storms = 0;
    int made = 0;
    while (storms < enough && storms + seeds.size() - made >= enough) {
      int next = Math.min(made + trials.sideBySide(), seeds.size());
      storms += trials.storms(lasts, seeds.subList(made, next));
      made = next;
    }
    curve.add(lasts, storms, made);
    return storms >= enough;
  }
}
