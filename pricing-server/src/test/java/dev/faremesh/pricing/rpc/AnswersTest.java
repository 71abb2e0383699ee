package dev.faremesh.pricing.rpc;

import static dev.faremesh.pricing.rpc.ScriptedServer.fresh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Timestamp;
import dev.faremesh.mesh.read.Reading.Aged;
import dev.faremesh.pricing.Cell;
import dev.faremesh.pricing.CellCount;
import dev.faremesh.pricing.Observation;
import dev.faremesh.pricing.Places;
import dev.faremesh.type.v1.Freshness;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AnswersTest {
  private record Entry(String cell, Optional<CellCount> count) {}

  private static final List<Cell> CELLS =
      Cell.at(Places.TIMES_SQUARE).neighbourhood().subList(0, 2);
  private static final Cell HERE = CELLS.get(0);
  private static final Cell THERE = CELLS.get(1);
  private static final CellCount SEVEN = new CellCount(7, 1.75);
  private static final CellCount ELEVEN = new CellCount(11, 2.25);
  private static final Entry FIRST = new Entry(HERE.toString(), Optional.of(SEVEN));
  private static final Entry SECOND = new Entry(THERE.toString(), Optional.of(ELEVEN));
  private static final Instant HALF_PAST_NINE = Instant.ofEpochSecond(1357032600);

  @Test
  void answerInTheOrderOfTheQuestionIsRead() {
    assertThat(in(fresh(5, 0.9), FIRST, SECOND).over(CELLS))
        .isEqualTo(
            new Observation(
                Map.of(HERE, SEVEN, THERE, ELEVEN),
                Optional.of(HALF_PAST_NINE),
                Optional.of(Duration.ofSeconds(5)),
                0.9,
                1));
  }

  @Test
  void cellWithoutACountIsToldAsUnknown() {
    var answers = in(fresh(5, 0.9), FIRST, new Entry(THERE.toString(), Optional.empty()));

    assertThat(answers.told()).containsOnlyKeys(HERE, THERE);
    assertThat(answers.over(CELLS).counts()).containsOnlyKeys(HERE);
  }

  @Test
  void sourceThatNeverHeardHasNoTimes() {
    var observation = in(Freshness.getDefaultInstance(), FIRST, SECOND).over(CELLS);

    assertThat(observation.asOf()).isEmpty();
    assertThat(observation.age()).isEmpty();
  }

  @Test
  void whatWasReceivedSomeTimeAgoIsAsMuchOlder() {
    var told = new Told(Optional.of(SEVEN), Heard.in(fresh(5, 0.9)));
    var aged = Answers.aged(Map.of(HERE, new Aged<>(told, Duration.ofSeconds(13))));

    assertThat(aged.over(List.of(HERE)))
        .isEqualTo(
            new Observation(
                Map.of(HERE, SEVEN),
                Optional.of(HALF_PAST_NINE),
                Optional.of(Duration.ofSeconds(18)),
                0.9,
                1));
  }

  @Test
  void whatWasReceivedFromAReplayAgesAtItsScale() {
    var heard = Heard.in(fresh(5, 0.9).toBuilder().setScale(600).build());
    var told = new Told(Optional.of(SEVEN), heard);
    var aged = Answers.aged(Map.of(HERE, new Aged<>(told, Duration.ofMillis(100))));

    assertThat(aged.over(List.of(HERE)).age()).contains(Duration.ofSeconds(65));
  }

  @Test
  void ofSeveralAnswersTheFastestScaleCounts() {
    var live = heard(HALF_PAST_NINE, 17, 0.9);
    var replay = new Heard(live.asOf(), live.age(), 0.9, 600);

    assertThat(mixed(live, replay).over(CELLS).scale()).isEqualTo(600);
  }

  @Test
  void ofSeveralAnswersTheOldestAgeAndTheLeastCoverageCount() {
    var older = heard(HALF_PAST_NINE, 17, 0.9);
    var lesser = heard(HALF_PAST_NINE.plusSeconds(3), 13, 0.85);
    for (List<Heard> heard : List.of(List.of(older, lesser), List.of(lesser, older))) {
      assertThat(mixed(heard.get(0), heard.get(1)).over(CELLS))
          .isEqualTo(
              new Observation(
                  Map.of(HERE, SEVEN, THERE, ELEVEN),
                  Optional.of(HALF_PAST_NINE),
                  Optional.of(Duration.ofSeconds(17)),
                  0.85,
                  1));
    }
  }

  @Test
  void oneAnswerThatNeverHeardTakesTheTimesOfAll() {
    var heard = heard(HALF_PAST_NINE, 17, 0.9);
    var never = new Heard(Optional.empty(), Optional.empty(), 0, 1);

    assertThat(mixed(heard, never).over(CELLS).asOf()).isEmpty();
    assertThat(mixed(never, heard).over(CELLS).age()).isEmpty();
  }

  @Test
  void answerForOtherCellsIsNonsense() {
    assertNonsense(fresh(5, 0.9), SECOND, FIRST);
    assertNonsense(fresh(5, 0.9), FIRST);
    assertNonsense(fresh(5, 0.9), FIRST, SECOND, SECOND);
  }

  @Test
  void numbersThatCannotBeAreNonsense() {
    assertNonsense(fresh(5, 1.1), FIRST, SECOND);
    assertNonsense(fresh(-5, 0.9), FIRST, SECOND);
    assertNonsense(fresh(5, 0.9).toBuilder().setScale(-600).build(), FIRST, SECOND);
  }

  @Test
  void timeBeyondAllTimeIsNonsense() {
    var never = fresh(5, 0.9).toBuilder().setAsOf(Timestamp.newBuilder().setSeconds(1L << 62));

    assertNonsense(never.build(), FIRST, SECOND);
  }

  private static void assertNonsense(Freshness freshness, Entry... entries) {
    assertThatThrownBy(() -> in(freshness, entries)).isInstanceOf(Nonsense.class);
  }

  private static Answers in(Freshness freshness, Entry... entries) {
    return Answers.in(CELLS, freshness, List.of(entries), Entry::cell, Entry::count);
  }

  private static Heard heard(Instant asOf, int seconds, double coverage) {
    return new Heard(Optional.of(asOf), Optional.of(Duration.ofSeconds(seconds)), coverage, 1);
  }

  private static Answers mixed(Heard here, Heard there) {
    return new Answers(
        Map.of(
            HERE, new Told(Optional.of(SEVEN), here), THERE, new Told(Optional.of(ELEVEN), there)));
  }
}
