package dev.faremesh.demand.store;

import dev.faremesh.demand.Answer;
import dev.faremesh.demand.Ride;
import dev.faremesh.demand.RideFilter;
import dev.faremesh.demand.RideStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** Keeps rides in the heap, all of them for as long as the process lives. */
public final class HeapRideStore implements RideStore {
  private final List<Ride> rides = new ArrayList<>();
  private final Map<String, Integer> positions = new HashMap<>();
  private final Map<UUID, Answer> answers = new HashMap<>();

  @Override
  public synchronized Optional<Ride> ride(String rideId) {
    return Optional.ofNullable(positions.get(rideId)).map(rides::get);
  }

  @Override
  public synchronized Optional<Answer> answer(UUID requestId) {
    return Optional.ofNullable(answers.get(requestId));
  }

  @Override
  public synchronized void keep(Answer answer) {
    answers.put(answer.command().requestId(), answer);
    var ride = answer.ride();
    var known = positions.putIfAbsent(ride.rideId(), rides.size());
    if (known == null) {
      rides.add(ride);
    } else {
      rides.set(known, ride);
    }
  }

  @Override
  public synchronized Slice slice(RideFilter filter, long position, int most, int looks) {
    var taken = new ArrayList<Ride>();
    long end = Math.min(rides.size(), position + looks);
    long at = position;
    while (at < end && taken.size() < most) {
      var ride = rides.get((int) at++);
      if (filter.takes(ride)) {
        taken.add(ride);
      }
    }
    return new Slice(taken, at < rides.size() ? OptionalLong.of(at) : OptionalLong.empty());
  }
}
