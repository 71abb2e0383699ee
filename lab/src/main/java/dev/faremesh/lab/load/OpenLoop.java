package dev.faremesh.lab.load;

import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Struct;
import dev.faremesh.lab.v1.Answer;
import dev.faremesh.lab.v1.Load;
import dev.faremesh.mesh.server.EventLoop;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Calls that come by chance at a rate, whether earlier ones were answered or not: Poisson arrivals,
 * each with the time at which it is meant to be sent. (A closed loop would wait for a slow chain,
 * and so hide what it does to those who do not: coordinated omission.)
 */
public final class OpenLoop implements AutoCloseable {
  private final Samples samples = new Samples();
  private final Client client;
  private final Requests requests;
  private final Judge judge;
  private final Load load;
  private final Random random;
  private final Thread pace;
  private volatile boolean stopped;
  private volatile long sent;

  /**
   * Starts.
   *
   * @param target of the server that is called
   * @param template of the requests
   * @param answer what to look for in answers
   * @param seed of when calls come, for what and from whom
   * @throws IllegalArgumentException when template or answer do not fit the method
   */
  public OpenLoop(
      String target,
      Method method,
      Struct template,
      Answer answer,
      Load load,
      Patience patience,
      EventLoop loop,
      long seed) {
    this.requests = new Requests(method, template, load.getKeys());
    this.judge = new Judge(method.answer(), answer);
    this.client = new Client(target, method, patience, loop);
    this.load = load;
    this.random = new Random(seed);
    this.pace = Thread.ofPlatform().daemon().name("load").start(this::run);
  }

  private void run() {
    double meantAt = System.nanoTime();
    while (!stopped) {
      meantAt -= Math.log(1 - random.nextDouble()) / load.getRate() * TimeUnit.SECONDS.toNanos(1);
      var key = random.nextInt(load.getKeys());
      var caller = "caller-" + random.nextInt(load.getCallers());
      awaitNanos((long) meantAt);
      if (!stopped) {
        send((long) meantAt, requests.of(key), caller);
      }
    }
  }

  private void awaitNanos(long time) {
    for (long left = time - System.nanoTime(); left > 0 && !stopped; ) {
      LockSupport.parkNanos(left);
      left = time - System.nanoTime();
    }
  }

  private void send(long meantAt, DynamicMessage request, String caller) {
    long number = sent;
    sent = number + 1;
    long late = System.nanoTime() - meantAt;
    client.call(
        request,
        caller,
        (status, message, trailers, attempts) ->
            samples.add(sample(number, meantAt, late, status, message, trailers, attempts)));
  }

  private Sample sample(
      long number,
      long meantAt,
      long late,
      Status status,
      @Nullable DynamicMessage message,
      Metadata trailers,
      int attempts) {
    long latency = System.nanoTime() - meantAt;
    if (!status.isOk() || message == null) {
      return new Sample(number, meantAt, latency, late, attempts, Quality.FAILED, 0, Double.NaN);
    }
    long stale = Judge.staleMillis(trailers);
    return new Sample(
        number,
        meantAt,
        latency,
        late,
        attempts,
        judge.quality(message, stale),
        stale,
        judge.price(message));
  }

  /** Sends no more, and waits for what is under way. */
  public void finish() throws InterruptedException {
    stopped = true;
    LockSupport.unpark(pace);
    pace.join();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60); // the longest that a caller waits
    while (samples.size() < sent && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  /** The calls that have ended. */
  public Samples samples() {
    return samples;
  }

  @Override
  public void close() {
    stopped = true;
    LockSupport.unpark(pace);
    client.close();
  }
}
