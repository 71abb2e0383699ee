package dev.faremesh.demand;

import java.util.function.Supplier;

/**
 * The rides, and what can be done with them. A command is carried out once by its request id: a
 * repetition gets the first answer again, even when the ride has moved on since. A command that was
 * refused leaves no trace, and may be tried again under the same id.
 *
 * <p>Safe for use by threads.
 */
public final class RideBook {
  private static final int DEFAULT_PAGE = 50;
  private static final int LARGEST_PAGE = 1000;
  private static final int LOOKS_PER_PAGE = 10_000;

  private final RideStore store;
  private final Markets markets;
  private final Supplier<String> rideIds;
  private final Redemptions redemptions;

  /**
   * Opens the book.
   *
   * @param rideIds gives an id that no ride has had yet
   */
  public RideBook(
      RideStore store, Markets markets, Supplier<String> rideIds, Redemptions redemptions) {
    this.store = store;
    this.markets = markets;
    this.rideIds = rideIds;
    this.redemptions = redemptions;
  }

  /**
   * Carries a command out, unless that was done before.
   *
   * @return the ride as it was right after the command
   * @throws RequestIdReused when the request id was used for another command
   * @throws RideNotFound when there is no such ride
   * @throws RideStateConflict when the ride's state does not allow it
   * @throws Refusal when a quote was brought along that does not book this ride: see {@link
   *     Redemptions#redeemable}
   */
  public synchronized Ride execute(RideCommand command) {
    var first = store.answer(command.requestId());
    if (first.isPresent()) {
      return repeated(first.get(), command);
    }
    var ride = rideAfter(command);
    store.keep(new Answer(command.kept(), ride));
    if (command instanceof RideCommand.Request) {
      ride.agreement().ifPresent(agreement -> redemptions.redeem(agreement, ride.rideId()));
    }
    markets.changed(ride);
    return ride;
  }

  private static Ride repeated(Answer first, RideCommand command) {
    if (!first.command().equals(command.kept())) {
      throw new RequestIdReused(command.requestId());
    }
    return first.ride();
  }

  private Ride rideAfter(RideCommand command) {
    return switch (command) {
      case RideCommand.Request request -> requested(request);
      case RideCommand.Cancel cancel -> {
        var ride = ride(cancel.rideId());
        yield ride.cancelled(markets.timeIn(ride.city()));
      }
      case RideCommand.Start start -> {
        var ride = ride(start.rideId());
        yield ride.started(start.driverId(), markets.timeIn(ride.city()));
      }
      case RideCommand.Complete complete -> {
        var ride = ride(complete.rideId());
        yield ride.completed(markets.timeIn(ride.city()));
      }
    };
  }

  private Ride requested(RideCommand.Request request) {
    var agreement = request.token().map(token -> redemptions.redeemable(token, request));
    return Ride.requested(rideIds.get(), request, agreement, markets.timeIn(request.city()));
  }

  /**
   * A ride as it is now.
   *
   * @throws RideNotFound when there is no such ride
   */
  public Ride ride(String rideId) {
    return store.ride(rideId).orElseThrow(() -> new RideNotFound(rideId));
  }

  /**
   * A page of the rides that meet a filter, oldest first.
   *
   * @param size how many rides at most: 0 means 50, more than 1000 mean 1000
   * @param token what the page before gave, or empty for the first page
   * @throws PageTokenInvalid when the token is of another list, or none at all
   */
  public RidePage list(RideFilter filter, int size, String token) {
    long position = token.isEmpty() ? 0 : PageToken.read(token, filter).position();
    int most = size == 0 ? DEFAULT_PAGE : Math.min(size, LARGEST_PAGE);
    var slice = store.slice(filter, position, most, LOOKS_PER_PAGE);
    var next =
        slice.next().isPresent()
            ? new PageToken(slice.next().getAsLong(), filter.fingerprint()).text()
            : "";
    return new RidePage(slice.rides(), next);
  }
}
