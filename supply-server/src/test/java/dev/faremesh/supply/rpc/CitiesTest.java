package dev.faremesh.supply.rpc;

import static dev.faremesh.supply.rpc.Errors.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.supply.MovedClock;
import io.grpc.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CitiesTest {
  private final Cities cities =
      new Cities(new MovedClock(), ContractBalance.read(), (_, _) -> List.of());

  @Test
  void citiesAreBounded() {
    for (int i = 0; i < Cities.MOST; i++) {
      var _ = cities.findOrAdd("city" + i);
    }

    assertFails(() -> cities.findOrAdd("one-more"), Status.Code.RESOURCE_EXHAUSTED, "CITIES_FULL");
    assertThat(cities.find("one-more")).isEmpty();
    assertThat(cities.findOrAdd("city42")).isSameAs(cities.find("city42").orElseThrow());
  }

  @Test
  void lookingForACityDoesNotAddIt() {
    assertThat(cities.find("nyc")).isEmpty();
    assertThat(cities.find("nyc")).isEmpty();
  }
}
