package dev.faremesh.mesh.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faremesh.mesh.v1.Delay;
import dev.faremesh.mesh.v1.Fault;
import dev.faremesh.mesh.v1.LogNormal;
import dev.faremesh.mesh.v1.Uniform;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ChanceTest {
  private static final int ROW = 100_000;
  private static final double MILLI = 1e6;

  @Test
  void aShareHitsSoManyOfARow() {
    var chance = new Chance(Fault.newBuilder().setPercentage(7).build(), 11);

    long hits = IntStream.range(0, ROW).filter(n -> chance.next().isPresent()).count();

    assertThat(100.0 * hits / ROW).isCloseTo(7, within(0.5));
  }

  @Test
  void allMeansAll() {
    var chance = new Chance(Fault.newBuilder().setPercentage(100).build(), 11);

    assertThat(IntStream.range(0, ROW).allMatch(n -> chance.next().isPresent())).isTrue();
  }

  @Test
  void aLogNormalDelayHasItsMedianAndItsTail() {
    var sorted = delays(logNormal(50, 400));

    assertThat(sorted[ROW / 2] / MILLI).isCloseTo(50, within(2.0));
    assertThat(sorted[ROW / 100 * 99] / MILLI).isCloseTo(400, within(30.0));
    assertThat(sorted[ROW - 1] / MILLI).isGreaterThan(1000);
  }

  @Test
  void aTailWithoutLengthIsAFixedDelay() {
    assertThat(delays(logNormal(50, 50))).containsOnly(50_000_000);
  }

  @Test
  void noDelayIsLongerThanAnHour() {
    assertThat(delays(logNormal(1, 3_600_000))[ROW - 1]).isEqualTo(3_600_000_000_000L);
  }

  @Test
  void aUniformDelayFillsItsRange() {
    var sorted = delays(uniform(10, 50));

    assertThat(sorted[0] / MILLI).isCloseTo(10, within(0.1));
    assertThat(sorted[ROW / 2] / MILLI).isCloseTo(30, within(1.0));
    assertThat(sorted[ROW - 1] / MILLI).isCloseTo(50, within(0.1));
    assertThat(delays(uniform(7, 7))).containsOnly(7_000_000);
  }

  @Test
  void theSameSeedDrawsTheSameDelays() {
    var delay = Fault.newBuilder().setPercentage(50).setDelay(logNormal(50, 400)).build();

    assertThat(row(delay, 41)).isEqualTo(row(delay, 41)).isNotEqualTo(row(delay, 42));
  }

  @Test
  void whichCallsAreHitDoesNotDependOnTheDelay() {
    var bare = Fault.newBuilder().setPercentage(50).build();
    var delayed = bare.toBuilder().setDelay(logNormal(50, 400)).build();

    assertThat(row(bare, 41).stream().map(OptionalLong::isPresent).toList())
        .isEqualTo(row(delayed, 41).stream().map(OptionalLong::isPresent).toList());
  }

  private static List<OptionalLong> row(Fault fault, long seed) {
    var chance = new Chance(fault, seed);
    return IntStream.range(0, 100).mapToObj(n -> chance.next()).toList();
  }

  private static long[] delays(Delay.Builder delay) {
    var chance = new Chance(Fault.newBuilder().setPercentage(100).setDelay(delay).build(), 11);
    return LongStream.generate(() -> chance.next().getAsLong()).limit(ROW).sorted().toArray();
  }

  private static Delay.Builder logNormal(int median, int p99) {
    return Delay.newBuilder()
        .setLogNormal(
            LogNormal.newBuilder()
                .setMedian(FaultedServer.millis(median))
                .setP99(FaultedServer.millis(p99)));
  }

  private static Delay.Builder uniform(int min, int max) {
    return Delay.newBuilder()
        .setUniform(
            Uniform.newBuilder()
                .setMin(FaultedServer.millis(min))
                .setMax(FaultedServer.millis(max)));
  }
}
