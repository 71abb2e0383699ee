package dev.faremesh.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faremesh.demand.store.HeapRideStore;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RideListTest {
  private static final RideFilter ALL =
      new RideFilter(Optional.empty(), Optional.empty(), Optional.empty());

  private final MutableClock clock = new MutableClock(Instant.parse("2013-01-01T20:00:00Z"));
  private final AtomicInteger ids = new AtomicInteger();
  private final RideBook rides =
      new RideBook(
          new HeapRideStore(),
          new ToldMarkets(clock),
          () -> "ride-" + ids.incrementAndGet(),
          new Redemptions(new KnownQuotes(), clock));

  @Test
  void pagesHoldEveryRideOnceOldestFirst() {
    request(7, "nyc", "rider-7");
    var first = rides.list(ALL, 3, "");
    request(2, "nyc", "rider-7"); // between two pages
    List<Ride> all = new ArrayList<>(first.rides());
    var token = first.nextPageToken();
    while (!token.isEmpty()) {
      var page = rides.list(ALL, 2, token);
      all.addAll(page.rides());
      token = page.nextPageToken();
    }

    assertThat(first.rides()).hasSize(3);
    assertThat(all)
        .extracting(Ride::rideId)
        .containsExactly(
            "ride-1", "ride-2", "ride-3", "ride-4", "ride-5", "ride-6", "ride-7", "ride-8",
            "ride-9");
  }

  @Test
  void rideThatMovesOnKeepsItsPlace() {
    request(3, "nyc", "rider-7");
    rides.execute(new RideCommand.Cancel(new UUID(9, 9), "ride-2"));

    assertThat(rides.list(ALL, 0, "").rides())
        .extracting(Ride::state)
        .containsExactly(RideState.REQUESTED, RideState.CANCELLED, RideState.REQUESTED);
  }

  @Test
  void filtersAreAllMet() {
    request(2, "nyc", "rider-7");
    request(3, "boston", "rider-7");
    request(5, "boston", "rider-11");
    rides.execute(new RideCommand.Cancel(new UUID(9, 9), "ride-4"));

    assertThat(list(Optional.of("boston"), Optional.of("rider-7"), Optional.empty()))
        .containsExactly("ride-3", "ride-4", "ride-5");
    assertThat(
            list(Optional.of("boston"), Optional.of("rider-7"), Optional.of(RideState.REQUESTED)))
        .containsExactly("ride-3", "ride-5");
    assertThat(list(Optional.empty(), Optional.empty(), Optional.of(RideState.CANCELLED)))
        .containsExactly("ride-4");
  }

  @Test
  void pageSizeHasADefaultAndALimit() {
    request(1003, "nyc", "rider-7");

    assertThat(rides.list(ALL, 0, "").rides()).hasSize(50);
    assertThat(rides.list(ALL, 1002, "").rides()).hasSize(1000);
  }

  @Test
  void rareFilterGivesAShortPageInsteadOfALongLook() {
    request(10_000, "nyc", "rider-7");
    request(1, "nyc", "rider-11");
    var rare = new RideFilter(Optional.empty(), Optional.of("rider-11"), Optional.empty());

    var first = rides.list(rare, 5, "");
    assertThat(first.rides()).isEmpty();
    assertThat(first.nextPageToken()).isNotEmpty();
    var second = rides.list(rare, 5, first.nextPageToken());
    assertThat(second.rides()).extracting(Ride::rideId).containsExactly("ride-10001");
    assertThat(second.nextPageToken()).isEmpty();
  }

  @Test
  void tokenOfAnotherListIsInvalid() {
    request(3, "nyc", "rider-7");
    var token = rides.list(ALL, 2, "").nextPageToken();
    var other = new RideFilter(Optional.of("nyc"), Optional.empty(), Optional.empty());

    assertThatThrownBy(() -> rides.list(other, 2, token))
        .isInstanceOf(PageTokenInvalid.class)
        .hasMessageContaining(token);
  }

  @ParameterizedTest
  @ValueSource(strings = {"!", "AAAA", "not a token", "AAAAAAAAAAAAAAAAAAAAAAAA"})
  void tokenThatNobodyGaveIsInvalid(String token) {
    assertThatThrownBy(() -> rides.list(ALL, 2, token)).isInstanceOf(PageTokenInvalid.class);
  }

  @Test
  void tokenBeforeTheFirstRideIsInvalid() {
    var bytes = ByteBuffer.allocate(12).putLong(-5).putInt(ALL.fingerprint()).array();
    var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);

    assertThatThrownBy(() -> rides.list(ALL, 2, token)).isInstanceOf(PageTokenInvalid.class);
  }

  @Test
  void tokenBeyondTheLastRideOpensAnEmptyPage() {
    request(3, "nyc", "rider-7");

    var page = rides.list(ALL, 2, new PageToken(Long.MAX_VALUE, ALL.fingerprint()).text());
    assertThat(page.rides()).isEmpty();
    assertThat(page.nextPageToken()).isEmpty();
  }

  private List<String> list(
      Optional<String> city, Optional<String> riderId, Optional<RideState> state) {
    return rides.list(new RideFilter(city, riderId, state), 0, "").rides().stream()
        .map(Ride::rideId)
        .toList();
  }

  private void request(int times, String city, String riderId) {
    for (int i = 0; i < times; i++) {
      rides.execute(
          new RideCommand.Request(
              new UUID(1, ids.get()),
              riderId,
              city,
              "standard",
              new Position(40.758, -73.9855),
              Optional.empty(),
              Optional.empty()));
    }
  }
}
