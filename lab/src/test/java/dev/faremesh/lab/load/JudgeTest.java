package dev.faremesh.lab.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faremesh.lab.v1.Answer;
import dev.faremesh.lab.v1.RelayResponse;
import dev.faremesh.mesh.v1.Fault;
import io.grpc.Metadata;
import org.junit.jupiter.api.Test;

final class JudgeTest {
  private static final Answer SAYS_STALE = Answer.newBuilder().setStaleField("stale").build();

  @Test
  void valueLastKnownBehindTheFirstServerMakesAnAnswerStale() {
    var judge = new Judge(RelayResponse.getDescriptor(), SAYS_STALE);

    assertThat(judge.quality(relayed(0), 0)).isEqualTo(Quality.FRESH);
    assertThat(judge.quality(relayed(2), 0)).isEqualTo(Quality.STALE);
  }

  @Test
  void valueLastKnownAtTheFirstServerDoesTheSame() {
    var judge = new Judge(RelayResponse.getDescriptor(), Answer.getDefaultInstance());

    assertThat(judge.quality(relayed(2), 0)).isEqualTo(Quality.FRESH);
    assertThat(judge.quality(relayed(0), 3_200)).isEqualTo(Quality.STALE);
  }

  @Test
  void answerThatIsNotAsGoodAsItCouldBeIsDegradedWhateverItsAge() {
    var judge =
        new Judge(
            RelayResponse.getDescriptor(),
            SAYS_STALE.toBuilder().setGoodField("hops").setGoodValue("3").build());

    assertThat(judge.quality(relayed(0).toBuilder().setHops(3).build(), 0))
        .isEqualTo(Quality.FRESH);
    assertThat(judge.quality(relayed(2), 3_200)).isEqualTo(Quality.DEGRADED);
  }

  @Test
  void ageIsThatOfTheOldestValue() {
    var trailers = new Metadata();
    var key = Metadata.Key.of("faremesh-acted", Metadata.ASCII_STRING_MARSHALLER);
    trailers.put(key, "demand/GetDemand: last known, 3200 ms old");
    trailers.put(key, "supply/GetSupply: last known, 40 ms old");

    assertThat(Judge.staleMillis(trailers)).isEqualTo(3_200);
    assertThat(Judge.staleMillis(new Metadata())).isZero();
  }

  @Test
  void fieldThatIsNoneOfTheAnswersIsRefused() {
    assertThatThrownBy(() -> judging("staleness"))
        .hasMessage("field: 'staleness' (expected: a path in faremesh.lab.v1.RelayResponse)");
    assertThatThrownBy(() ->
            new Judge(Fault.getDescriptor(), Answer.newBuilder().setStaleField("method").build()))
        .hasMessage("stale_field: 'method' (expected: a number)");
  }

  private static Judge judging(String staleField) {
    return new Judge(
        RelayResponse.getDescriptor(), Answer.newBuilder().setStaleField(staleField).build());
  }

  private static RelayResponse relayed(int stale) {
    return RelayResponse.newBuilder().setHops(1).setStale(stale).build();
  }
}
