package dev.faremesh.demand;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** Keeps rides and answers. Safe for use by threads; one of them at a time calls {@link #keep}. */
public interface RideStore {
  /** A ride as it is now. */
  Optional<Ride> ride(String rideId);

  /** The answer that a request id was given. */
  Optional<Answer> answer(UUID requestId);

  /**
   * Keeps an answer, and its ride as the newest of that id. Both or neither: when this returns they
   * are not lost again.
   */
  void keep(Answer answer);

  /**
   * Rides in the order in which they were first kept.
   *
   * @param position where to begin: 0, or what a slice before gave
   * @param most how many rides to give
   * @param looks how many rides to look at, so that a rare filter costs no more than this
   */
  Slice slice(RideFilter filter, long position, int most, int looks);

  /**
   * Some rides of the order.
   *
   * @param next where the order goes on; empty at its end
   */
  record Slice(List<Ride> rides, OptionalLong next) {}
}
