package dev.faremesh.evaluation.simulate;

import dev.faremesh.demand.forecast.Profile;
import java.time.LocalDate;
import java.util.function.Function;

/**
 * The days of some pickups. Safe for use by threads.
 *
 * @param profiles what was known before each of them
 */
record Days(City city, Looks looks, Function<LocalDate, Profile> profiles) {
  Day of(Window window, LocalDate date) {
    var begin = window.begin(date, city.zone());
    var of = looks.between(begin.minus(Day.LEAD), window.end(date, city.zone()));
    return new Day(city, window, date, profiles.apply(date), of);
  }
}
