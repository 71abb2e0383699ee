package dev.faremesh.mesh.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallerRatesTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 7); // about to wrap

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 1_000, 1_000_000})
  void aSecondsWorthMayComeAtOnceAndNoMore(int rate) {
    var rates = new CallerRates(rate, now::get);
    assertThat(taken(rates, "seven", 2 * rate)).isEqualTo(rate);
    pass(Duration.ofDays(300)); // nothing is saved up
    assertThat(taken(rates, "seven", 2 * rate)).isEqualTo(rate);
  }

  @Test
  void tokensComeAtAnEvenPace() {
    var rates = new CallerRates(4, now::get);
    assertThat(taken(rates, "seven", 5)).isEqualTo(4);
    assertThat(rates.take("seven")).isEqualTo(Duration.ofMillis(250));
    pass(Duration.ofMillis(249));
    assertThat(rates.take("seven")).isEqualTo(Duration.ofMillis(1));
    pass(Duration.ofMillis(1));
    assertThat(taken(rates, "seven", 3)).isEqualTo(1);
  }

  @Test
  void whoIsTurnedAwayPaysNothingForIt() {
    var rates = new CallerRates(2, now::get);
    assertThat(taken(rates, "seven", 1_000)).isEqualTo(2);
    pass(Duration.ofMillis(500));
    assertThat(taken(rates, "seven", 1_000)).isEqualTo(1);
  }

  @Test
  void callersDoNotPayForEachOther() {
    var rates = new CallerRates(2, now::get);
    assertThat(taken(rates, "seven", 3)).isEqualTo(2);
    assertThat(taken(rates, "eleven", 3)).isEqualTo(2);
  }

  @Test
  void theLeastRecentOfTooManyCallersIsForgotten() {
    var rates = new CallerRates(1, now::get);
    assertThat(taken(rates, "seven", 2)).isEqualTo(1);
    for (int i = 0; i < 2 * CallerRates.MOST_CALLERS; i++) {
      assertThat(rates.take("caller-" + i)).isZero();
      assertThat(rates.take("seven")).isPositive(); // who keeps calling is remembered
    }
    assertThat(rates.callers()).isEqualTo(CallerRates.MOST_CALLERS);
    assertThat(rates.take("caller-1")).isZero();
  }

  @Test
  void zeroIsNoLimit() {
    assertThat(CallerRates.of(0, now::get)).isEmpty();
    assertThat(CallerRates.of(7, now::get)).isPresent();
  }

  @Test
  void whoHasOneAddressOfAnIpv6NetworkHasAll() throws UnknownHostException {
    assertThat(nameOf("2001:db8:0:7::1"))
        .isEqualTo("20010db800000007/64")
        .isEqualTo(nameOf("2001:db8:0:7:ffff:ffff:ffff:ffff"))
        .isNotEqualTo(nameOf("2001:db8:0:11::1"));
    assertThat(nameOf("10.0.0.7")).isEqualTo("10.0.0.7");
  }

  private static String nameOf(String address) throws UnknownHostException {
    return CallerName.of(InetAddress.getByName(address));
  }

  private static int taken(CallerRates rates, String caller, int calls) {
    int taken = 0;
    for (int i = 0; i < calls; i++) {
      taken += rates.take(caller).isZero() ? 1 : 0;
    }
    return taken;
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }
}
