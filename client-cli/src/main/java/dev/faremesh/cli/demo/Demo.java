package dev.faremesh.cli.demo;

import dev.faremesh.cli.output.OutputOptions;
import dev.faremesh.cli.replay.Feed;
import dev.faremesh.cli.replay.FeedCounts;
import dev.faremesh.cli.replay.Feeder;
import dev.faremesh.cli.replay.WallClock;
import dev.faremesh.cli.replay.WallTime;
import dev.faremesh.pricing.v1.PricingServiceGrpc;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** One evening of a {@link GeneratedCity}: told to the servers, priced by shoppers, and shown. */
final class Demo {
  private static final String CITY = "nyc"; // which has a tariff
  private static final String PRODUCT = "standard";
  private static final Instant EVENING = Instant.parse("2026-06-19T22:00:00Z");
  private static final Duration FRAME = Duration.ofSeconds(1);
  private static final Duration WARM_WITHIN = Duration.ofSeconds(15);
  private static final int QUICK_ANSWERS = 10;
  private static final Duration QUICK = Duration.ofMillis(100);
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(200);

  private final Channels channels;
  private final OutputOptions output;
  private final int drivers;
  private final GeneratedCity city;
  private final Feeder feeder;
  private final FeedCounts counts = new FeedCounts();
  private final WallClock clock = WallClock.system();
  private final CityReader reader;
  private CitySnapshot lastSeen = CitySnapshot.EMPTY;
  private Duration lastLook = Duration.ZERO;

  Demo(Channels channels, OutputOptions output, double speed, int drivers, long seed) {
    this.channels = channels;
    this.output = output;
    this.drivers = drivers;
    this.reader = new CityReader(channels, CITY, PRODUCT);
    this.city = new GeneratedCity(EVENING, drivers, seed);
    this.feeder =
        new Feeder(
            channels.supply(),
            channels.demand(),
            new Feed(CITY, PRODUCT, EVENING, speed),
            UUID.randomUUID().toString(),
            clock,
            counts,
            () -> {});
  }

  /**
   * Runs, and says at the end what it came to.
   *
   * @param stop ends it
   * @throws ExecutionException when the servers could not be told
   */
  void run(Duration most, long seed, CountDownLatch stop)
      throws InterruptedException, ExecutionException {
    warmUp(stop);
    var feeding = new FutureTask<>(() -> feeder.run(city, WallTime.UNLIMITED));
    Thread.ofPlatform().daemon().name("feeder").start(feeding);
    var shoppers =
        new Shoppers(
            PricingServiceGrpc.newStub(channels.pricing()),
            CITY,
            PRODUCT,
            seed,
            channels.loop().timer());
    try (shoppers) {
      show(shoppers, most, stop, feeding);
    } finally {
      feeder.stop();
    }
    try {
      feeding.get();
    } finally {
      new DemoSummary(drivers, counts, shoppers.counts()).print(output);
    }
  }

  /** Programs that have just started answer slowly: the evening waits until they are quick. */
  private void warmUp(CountDownLatch stop) throws InterruptedException {
    long end = clock.nanos() + WARM_WITHIN.toNanos();
    for (int quick = 0; quick < QUICK_ANSWERS && stop.getCount() > 0; ) {
      long asked = clock.nanos();
      try {
        lastSeen = reader.read();
        quick += clock.nanos() - asked <= QUICK.toNanos() ? 1 : 0;
        if (clock.nanos() > end) {
          return; // they do answer: this machine is slow
        }
      } catch (StatusRuntimeException e) {
        if (clock.nanos() > end) {
          throw e;
        }
        clock.sleep(BETWEEN_ATTEMPTS);
      }
    }
  }

  private void show(Shoppers shoppers, Duration most, CountDownLatch stop, FutureTask<?> feeding)
      throws InterruptedException {
    var view = new DemoView(output);
    long start = clock.nanos();
    long quoted = 0;
    for (var next = FRAME; !feeding.isDone(); next = next.plus(FRAME)) {
      var end = next.compareTo(most) < 0 ? next : most;
      if (stop.await(start + end.toNanos() - clock.nanos(), TimeUnit.NANOSECONDS)) {
        return;
      }
      var quotes = shoppers.counts();
      var elapsed = Duration.ofNanos(clock.nanos() - start);
      view.show(
          new Frame(
              elapsed,
              feeder.told(),
              look(elapsed),
              elapsed.minus(lastLook),
              quotes,
              quotes.total() - quoted,
              shoppers.dearest()));
      quoted = quotes.total();
      if (elapsed.compareTo(most) >= 0) {
        return;
      }
    }
  }

  /** Who is not answered in time sees what was seen last. */
  private CitySnapshot look(Duration now) {
    try {
      lastSeen = reader.read();
      lastLook = now;
    } catch (StatusRuntimeException e) {
      // the frame says how old it is
    }
    return lastSeen;
  }
}
