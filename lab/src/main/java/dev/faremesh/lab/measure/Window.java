package dev.faremesh.lab.measure;

import dev.faremesh.lab.load.Quality;
import dev.faremesh.lab.load.Sample;
import java.util.List;

/** The calls that were meant to be sent in a span of time. */
record Window(List<Sample> samples) {
  /** Those from one moment to before another. */
  static Window between(List<Sample> all, long from, long to) {
    return new Window(all.stream().filter(s -> s.meantAt() >= from && s.meantAt() < to).toList());
  }

  long count(Quality quality) {
    return samples.stream().filter(sample -> sample.quality() == quality).count();
  }

  long answered() {
    return samples.size() - count(Quality.FAILED);
  }

  /** Of all calls; not a number without one. */
  double shareAnswered() {
    return samples.isEmpty() ? Double.NaN : (double) answered() / samples.size();
  }

  /** Of all answers; not a number without one. */
  double shareOfAnswers(Quality quality) {
    return answered() == 0 ? Double.NaN : (double) count(quality) / answered();
  }

  double meanLatencySeconds() {
    return samples.stream().mapToLong(Sample::latencyNanos).average().orElse(Double.NaN) / 1e9;
  }

  double quantileMillis(double share) {
    return quantileMillis(samples, share);
  }

  /** Not a number without a call. */
  static double quantileMillis(List<Sample> samples, double share) {
    if (samples.isEmpty()) {
      return Double.NaN;
    }
    long[] sorted = samples.stream().mapToLong(Sample::latencyNanos).sorted().toArray();
    return sorted[(int) Math.min(sorted.length - 1, share * sorted.length)] / 1e6;
  }
}
