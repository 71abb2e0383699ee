package dev.faremesh.mesh.serving;

import dev.faremesh.mesh.propagation.Criticality;
import dev.faremesh.mesh.serving.GrantedTime.Ending;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * A model of a server with four workers that take 25 ms for each call, first come, first served.
 * Three times as many calls come as it can do, each with 200 ms of time. One step is a millisecond.
 */
final class SmallServer {
  /** Calls that it can do in a second. */
  static final int CAPACITY = 160;

  private static final int WORKERS = 4;
  private static final int SERVICE_MILLIS = 25;
  private static final int DEADLINE_MILLIS = 200;
  private static final GrantedTime GRANTED =
      new GrantedTime(Duration.ofMillis(DEADLINE_MILLIS), Duration.ofMillis(DEADLINE_MILLIS));

  int inTime;
  private final AdmissionLimit limit;
  private final Deque<Call> line = new ArrayDeque<>();
  private final Deque<Call> working = new ArrayDeque<>();
  private long now;

  private record Call(AdmissionLimit.Permit permit, long came, long done) {}

  SmallServer(AdmissionLimit limit) {
    this.limit = limit;
  }

  void run(int millis) {
    for (int i = 0; i < millis; i++) {
      step();
    }
  }

  private void step() {
    now++;
    if (now % 25 < 12) { // 480 a second
      limit
          .tryAcquire(Criticality.CRITICAL_PLUS)
          .ifPresent(permit -> line.add(new Call(permit, now, 0)));
    }
    while (!working.isEmpty() && working.getFirst().done() <= now) {
      end(working.removeFirst(), Ending.OK);
    }
    while (!line.isEmpty() && now - line.getFirst().came() >= DEADLINE_MILLIS) {
      end(line.removeFirst(), Ending.OUT_OF_TIME);
    }
    while (working.size() < WORKERS && !line.isEmpty()) {
      var next = line.removeFirst();
      working.add(new Call(next.permit(), next.came(), now + SERVICE_MILLIS));
    }
  }

  private void end(Call call, Ending ending) {
    long took = now - call.came();
    inTime += ending == Ending.OK && took <= DEADLINE_MILLIS ? 1 : 0;
    call.permit().end(GRANTED.judge(ending, TimeUnit.MILLISECONDS.toNanos(took)));
  }
}
