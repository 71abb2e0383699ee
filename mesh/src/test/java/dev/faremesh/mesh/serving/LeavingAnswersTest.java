package dev.faremesh.mesh.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.mesh.ManualTimer;
import dev.faremesh.mesh.call.Timing;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeavingAnswersTest {
  private static final SocketAddress SEVEN = InetSocketAddress.createUnresolved("seven", 7);
  private static final SocketAddress ELEVEN = InetSocketAddress.createUnresolved("eleven", 11);

  private final AtomicLong nanos = new AtomicLong();
  private final ManualTimer timer = new ManualTimer();
  private final ArrivingRequests requests =
      new ArrivingRequests(ServingPolicy.DEFAULT, new Timing(timer, nanos::get, timer, () -> 0L));
  private final LeavingAnswers answers = new LeavingAnswers(nanos::get);
  private final List<SocketAddress> cut = new ArrayList<>();

  @BeforeEach
  void cutByHand() {
    answers.cutBy(cut::add);
  }

  @Test
  void whoTakesNoAnswersLosesItsConnectionToThoseWhoDo() {
    for (int i = 0; i < LeavingAnswers.MOST; i++) {
      answers.add(request(SEVEN));
    }
    nanos.addAndGet(Duration.ofMillis(100).toNanos());
    assertThat(cut).isEmpty();
    answers.add(request(ELEVEN));
    assertThat(cut).containsExactly(SEVEN);
  }

  @Test
  void manyAtOnceAreNoHarm() {
    for (int i = 0; i < 2 * LeavingAnswers.MOST; i++) {
      answers.add(request(SEVEN));
    }
    assertThat(cut).isEmpty();
  }

  @Test
  void whatIsTakenDoesNotCount() {
    for (int i = 0; i < 2 * LeavingAnswers.MOST; i++) {
      var request = request(SEVEN);
      answers.add(request);
      answers.remove(request);
      nanos.addAndGet(Duration.ofMillis(1).toNanos());
    }
    assertThat(cut).isEmpty();
  }

  private ArrivingRequest request(SocketAddress caller) {
    var request = new ArrivingRequest(requests);
    request.connection = new CallerConnection(Optional.of(caller));
    return request;
  }
}
