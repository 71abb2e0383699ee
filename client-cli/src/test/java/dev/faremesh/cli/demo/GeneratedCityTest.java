package dev.faremesh.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faremesh.cli.replay.FeedEvent;
import dev.faremesh.cli.replay.FeedEvent.Activity;
import dev.faremesh.cli.replay.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GeneratedCityTest {
  private static final Instant SIX = Instant.parse("2026-06-19T22:00:00Z");
  private static final int TEN_MINUTES = 600;

  @Test
  void sameSeedGivesTheSameEvening() {
    assertThat(evening(80, 7)).isEqualTo(evening(80, 7));
  }

  @Test
  void anotherSeedGivesAnother() {
    assertThat(evening(80, 7)).isNotEqualTo(evening(80, 11));
  }

  @Test
  void eveningIsToldInTheOrderOfTime() {
    var times = evening(80, 7).stream().map(Moment::at).toList();

    assertThat(times).isSorted().doesNotHaveDuplicates();
    assertThat(times.getFirst()).isEqualTo(SIX);
  }

  @Test
  void everyDriverReportsBeforeItsLeaseEnds() {
    var leaseEnds = new HashMap<String, Instant>();
    for (Moment moment : evening(80, 7)) {
      for (FeedEvent event : moment.events()) {
        if (event instanceof FeedEvent.DriverSeen seen) {
          var end = leaseEnds.put(seen.driverId(), moment.at().plus(seen.lease()));
          assertThat(end == null || end.isAfter(moment.at())).isTrue();
        }
      }
    }
    assertThat(leaseEnds).hasSize(80);
  }

  @Test
  void busyEveningHasRidersWhoAskWhoAreDrivenAndWhoGiveUp() {
    var events = events(evening(80, 7));

    assertThat(count(events, FeedEvent.Session.class)).isBetween(200L, 700L);
    assertThat(count(events, FeedEvent.Request.class)).isBetween(100L, 500L);
    assertThat(count(events, FeedEvent.Pickup.class)).isGreaterThan(30);
    assertThat(count(events, FeedEvent.Completion.class)).isGreaterThan(3);
    assertThat(count(events, FeedEvent.Cancellation.class)).isGreaterThan(30);
  }

  @Test
  void rideIsRequestedThenPickedUpThenCompleted() {
    Set<String> waiting = new HashSet<>();
    Set<String> driven = new HashSet<>();
    for (FeedEvent event : events(evening(80, 7))) {
      switch (event) {
        case FeedEvent.Request request -> assertThat(waiting.add(request.rideId())).isTrue();
        case FeedEvent.Pickup pickup -> {
          assertThat(waiting.remove(pickup.rideId())).isTrue();
          driven.add(pickup.rideId());
        }
        case FeedEvent.Cancellation gone -> assertThat(waiting.remove(gone.rideId())).isTrue();
        case FeedEvent.Completion done -> assertThat(driven.remove(done.rideId())).isTrue();
        case FeedEvent.Session _, FeedEvent.DriverSeen _ -> {}
      }
    }
    assertThat(driven).isNotEmpty();
  }

  @Test
  void driverIsOpenThenOnTheWayThenOnATripThenOpenAgain() {
    var cycle = List.of(Activity.Open.class, Activity.EnRoute.class, Activity.OnTrip.class);
    var last = new HashMap<String, Integer>();
    var steps = 0;
    for (FeedEvent event : events(evening(80, 7))) {
      if (event instanceof FeedEvent.DriverSeen seen) {
        var step = cycle.indexOf(seen.activity().getClass());
        var before = last.put(seen.driverId(), step);
        if (before != null && before != step) {
          assertThat(step).isEqualTo((before + 1) % 3);
          steps++;
        }
      }
    }
    assertThat(steps).isGreaterThan(80);
  }

  @Test
  void cityWithoutDriversIsRefused() {
    assertThatThrownBy(() -> new GeneratedCity(SIX, 0, 7))
        .hasMessage("drivers: 0 (expected: >= 1)");
  }

  private static List<Moment> evening(int drivers, long seed) {
    var city = new GeneratedCity(SIX, drivers, seed);
    var moments = new ArrayList<Moment>();
    var end = SIX.plus(Duration.ofSeconds(TEN_MINUTES));
    for (var moment = city.next(); moment.at().isBefore(end); moment = city.next()) {
      moments.add(moment);
    }
    return moments;
  }

  private static List<FeedEvent> events(List<Moment> moments) {
    return moments.stream().flatMap(moment -> moment.events().stream()).toList();
  }

  private static long count(List<FeedEvent> events, Class<? extends FeedEvent> type) {
    return events.stream().filter(type::isInstance).count();
  }
}
