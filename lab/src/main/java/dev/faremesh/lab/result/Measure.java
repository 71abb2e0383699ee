package dev.faremesh.lab.result;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is measured in a run, under the names that thresholds and the JSON have for it. */
public enum Measure {
  /** Share of calls that were answered, from the beginning of the fault to the end. */
  AVAILABILITY(Unit.SHARE, "calls answered, fault and after"),
  /** The same while the fault lasted. */
  AVAILABILITY_DURING(Unit.SHARE, "calls answered while the fault lasts"),
  /** What that is when no call that a server refuses is made good: the product over servers. */
  PRODUCT_LAW(Unit.SHARE, "calls answered, by the product law of independent failures"),
  /** Share of calls not answered, beyond that of a run without the fault. */
  EXTRA_FAILURES(Unit.SHARE, "calls that failed, beyond a run without the fault"),
  /** Calls that were not answered, from the beginning of the fault to the end. */
  LOST(Unit.COUNT, "calls lost"),
  /** Answers by live calls, a second, while the fault lasted, without its first two seconds. */
  GOODPUT(Unit.PER_SECOND, "fresh answers a second while the fault lasts"),
  /** That as a share of the calls offered, or of the capacity of a queue where it is less. */
  GOODPUT_SHARE(Unit.SHARE, "fresh answers, of what could be answered"),
  /** Share of answers that were not as good as could be, while the fault lasted. */
  DEGRADED(Unit.SHARE, "answers of lesser quality while the fault lasts"),
  /** Share of answers with values last known, while the fault lasted. */
  STALE(Unit.SHARE, "answers from values last known while the fault lasts"),
  /** The greatest age of such a value. */
  STALE_AGE(Unit.SECONDS, "age of the oldest value in an answer"),
  /** Mean error of prices, relative to the run without the fault, while the fault lasted. */
  PRICE_ERROR(Unit.SHARE, "mean error of prices while the fault lasts"),
  /** Latency before the fault. */
  P50_BEFORE(Unit.MILLIS, "latency before: half of calls"),
  /** Likewise. */
  P99_BEFORE(Unit.MILLIS, "latency before: 99 of 100"),
  /** Latency in the first two seconds of the fault. */
  P99_ONSET(Unit.MILLIS, "latency in the first 2 s of the fault: 99 of 100"),
  /** Latency while the fault lasts, without those two seconds. */
  P50_DURING(Unit.MILLIS, "latency during: half of calls"),
  /** Likewise. */
  P99_DURING(Unit.MILLIS, "latency during: 99 of 100"),
  /** Latency after. */
  P99_AFTER(Unit.MILLIS, "latency after: 99 of 100"),
  /** Seconds of mean latency that a second of injected delay adds, after those two seconds. */
  SLOPE(Unit.SECONDS, "seconds of latency for a second of delay"),
  /** Attempts for each call, on the edge with most, while the fault lasted. */
  ATTEMPTS_PER_CALL(Unit.RATIO, "attempts for each call, worst edge"),
  /** Attempts at the last server for each call of the load, while the fault lasted. */
  AMPLIFICATION(Unit.RATIO, "attempts at the faulty server for each call"),
  /** Time from the repair to the first good call of the chain to the server that was repaired. */
  FIRST_SUCCESS(Unit.SECONDS, "repair to first success"),
  /** Time from the repair until 99 of 100 of those calls are good, for good. */
  RECOVERED(Unit.SECONDS, "repair to 99 % for good"),
  /** Whether most calls still fail in the last seconds of the run: share of runs. */
  STORMS(Unit.SHARE, "runs that never recovered");

  private final Unit unit;
  private final String words;

  Measure(Unit unit, String words) {
    this.unit = unit;
    this.words = words;
  }

  /** How it is written in thresholds and JSON, such as {@code p99_during}. */
  public String written() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** In words, for people. */
  public String words() {
    return words;
  }

  public Unit unit() {
    return unit;
  }

  /** The measure of a written name. */
  public static Optional<Measure> named(String written) {
    return Arrays.stream(values()).filter(m -> m.written().equals(written)).findFirst();
  }

  /** What a measure is counted in. */
  public enum Unit {
    /** 0 to 1. */
    SHARE,
    COUNT,
    PER_SECOND,
    MILLIS,
    SECONDS,
    RATIO
  }
}
