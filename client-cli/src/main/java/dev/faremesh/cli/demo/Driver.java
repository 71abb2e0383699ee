package dev.faremesh.cli.demo;

import dev.faremesh.cli.replay.FeedEvent;
import dev.faremesh.cli.replay.FeedEvent.Activity;
import dev.faremesh.cli.replay.FeedEvent.DropOff;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A driver of the generated city: cruises, comes for a rider, drives the rider. */
final class Driver {
  private static final Duration LEASE = Duration.ofSeconds(90);

  /** What the driver is at. */
  sealed interface Task {
    /** Looks for a rider. */
    record Cruising() implements Task {}

    /** Comes for one. */
    record Coming(Hail hail) implements Task {}

    /** Drives one; whose ride began before the evening is not told. */
    record Driving(Optional<Hail> hail) implements Task {}
  }

  private final String id;
  private Task task;
  private Leg leg;

  Driver(String id, Task task, Leg leg) {
    this.id = id;
    this.task = task;
    this.leg = leg;
  }

  String id() {
    return id;
  }

  Task task() {
    return task;
  }

  Spot at(long second) {
    return leg.at(second);
  }

  boolean hasArrived(long second) {
    return second >= leg.end();
  }

  void take(Task next, Leg way) {
    task = next;
    leg = way;
  }

  /**
   * What the driver's phone reports.
   *
   * @param evening the event time of second 0
   */
  FeedEvent seen(long second, Instant evening) {
    Activity activity =
        switch (task) {
          case Task.Cruising _ -> new Activity.Open();
          case Task.Coming _ -> new Activity.EnRoute();
          case Task.Driving _ ->
              new Activity.OnTrip(
                  Optional.of(new DropOff(leg.to().place(), evening.plusSeconds(leg.end()))));
        };
    return new FeedEvent.DriverSeen(id, at(second).place(), activity, LEASE);
  }
}
