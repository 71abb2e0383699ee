package dev.faremesh.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.type.LatLng;
import dev.faremesh.pricing.v1.QuoteRideRequest;
import io.grpc.Channel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * 200 quotes a second while demand-server is gone, or hangs. What is asserted are counts; times are
 * printed, for whoever runs it by hand: {@code mvn verify -Dit.test=OutageIT -Doutage.seconds=20}.
 */
@Timeout(180)
class OutageIT {
  private static final String GET_DEMAND = "faremesh.demand.v1.DemandService/GetDemand";
  private static final int QUOTES_PER_SECOND = 200;
  private static final Duration OUTAGE = Duration.ofSeconds(Long.getLong("outage.seconds", 4));

  static Stream<Named<Supplier<ProcessesMesh>>> meshes() {
    return Stream.of(
        Named.of("processes", ProcessMesh::rehearsed),
        Named.of("fare up --tls", UpMesh::rehearsed));
  }

  @ParameterizedTest
  @MethodSource("meshes")
  void quotesGoOnWhileDemandIsKilled(Supplier<ProcessesMesh> started) {
    try (var mesh = started.get();
        var clients = new Clients(mesh);
        var load = load(clients)) {
      var pricing = clients.channel(Peer.PRICING);
      long warm = load.awaitSteady();
      Pause.of(Duration.ofSeconds(3));
      var before = EdgeNumbers.of(pricing, GET_DEMAND);
      mesh.kill(Peer.DEMAND);
      long killed = System.nanoTime();
      Pause.of(OUTAGE);
      var during = EdgeNumbers.of(pricing, GET_DEMAND).since(before);
      mesh.restart(Peer.DEMAND);
      long ready = System.nanoTime();
      var recovery = Recovery.watch(pricing, ready);
      long end = System.nanoTime();

      say("killed", "before", load.between(warm, killed));
      say("killed", "during", load.between(killed, ready));
      say("killed", "after", load.between(ready, end - TimeUnit.SECONDS.toNanos(1)));
      say("killed", "edge during", during);
      say("killed", "recovery", recovery);
      load.between(warm, end).assumeMadeInTime();
      assertThat(load.between(killed, end - TimeUnit.SECONDS.toNanos(1)).failedShare())
          .isLessThanOrEqualTo(0.001);
      assertThat((double) during.attempts()).isLessThanOrEqualTo(1.2 * during.calls());
      assertThat(during.calls()).isGreaterThan(100);
    }
  }

  @ParameterizedTest
  @MethodSource("meshes")
  void quotesGoOnWhileDemandHangs(Supplier<ProcessesMesh> started) {
    try (var mesh = started.get();
        var clients = new Clients(mesh);
        var load = load(clients)) {
      var pricing = clients.channel(Peer.PRICING);
      long warm = load.awaitSteady();
      Pause.of(Duration.ofSeconds(3));
      mesh.signal(Peer.DEMAND, Signal.STOP);
      long stopped = System.nanoTime();
      while (!EdgeNumbers.of(pricing, GET_DEMAND).breaker().endsWith("OPEN")) {
        Pause.of(Duration.ofMillis(10));
      }
      long opened = System.nanoTime();
      Pause.of(OUTAGE);
      mesh.signal(Peer.DEMAND, Signal.CONT);
      long resumed = System.nanoTime();
      var recovery = Recovery.watch(pricing, resumed);
      long end = System.nanoTime() - TimeUnit.SECONDS.toNanos(1);

      say("hangs", "before", load.between(warm, stopped));
      say("hangs", "until the breaker opens", load.between(stopped, opened));
      say("hangs", "breaker open", load.between(opened, resumed));
      say("hangs", "after", load.between(resumed, end));
      say("hangs", "recovery", recovery);
      load.between(warm, end).assumeMadeInTime();
      assertThat(load.between(stopped, end).failedShare()).isLessThanOrEqualTo(0.001);
    }
  }

  private static QuoteLoad load(Clients clients) {
    var here = LatLng.newBuilder().setLatitude(40.7580).setLongitude(-73.9855).build();
    CityFeed.drivers(clients, 5, here);
    CityFeed.sessions(clients, 12, here);
    var request =
        QuoteRideRequest.newBuilder()
            .setCity(CityFeed.CITY)
            .setProduct("standard")
            .setPickup(here)
            .setDropoff(LatLng.newBuilder().setLatitude(40.6413).setLongitude(-73.7781))
            .build();
    return new QuoteLoad(clients.channel(Peer.PRICING), request, QUOTES_PER_SECOND);
  }

  private static void say(String fault, String phase, Object numbers) {
    System.out.println("demand " + fault + ", " + phase + ": " + numbers);
  }

  /**
   * How the calls to demand came back.
   *
   * @param firstSuccess from the moment when it could have answered
   * @param steady from when on at least 99 of 100 calls were OK
   */
  private record Recovery(Duration firstSuccess, Duration steady) {
    private static final Duration STEP = Duration.ofMillis(100);

    static Recovery watch(Channel pricing, long since) {
      var last = EdgeNumbers.of(pricing, GET_DEMAND);
      var first = Duration.ZERO;
      var steady = Duration.ZERO;
      for (int good = 0; good < 20; ) { // two seconds without a failure
        Pause.of(STEP);
        var now = EdgeNumbers.of(pricing, GET_DEMAND);
        var step = now.since(last);
        last = now;
        var elapsed = Duration.ofNanos(System.nanoTime() - since);
        if (first.isZero() && step.attemptsOk() > 0) {
          first = elapsed;
        }
        good = step.calls() > 0 && step.callsOk() >= 0.99 * step.calls() ? good + 1 : 0;
        if (good == 1) {
          steady = elapsed;
        }
      }
      return new Recovery(first, steady);
    }
  }
}
