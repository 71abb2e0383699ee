package dev.faremesh.evaluation.simulate.market;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * The drivers: who is where, and does what. A driver is idle, on the way to a rider, or on a trip
 * with one; drivers log on where riders are expected, and those who have been idle longest log off
 * when the fleet is to shrink.
 */
final class Fleet {
  private static final int NOBODY = -1;
  private static final int LOG_ON = 1 << 20; // names of dice, apart from those of cruising

  private final World world;
  private final IdleDrivers idle = new IdleDrivers();
  private final Calendar calendar;
  private final Map<DriverState, Integer> count = new EnumMap<>(DriverState.class);
  private DriverState[] state = {};
  private double[] east = {}; // where the driver is, or will be after the drop-off
  private double[] north = {};
  private int[] rider = {}; // whom the driver drives, or drove last
  private int[] tripSeconds = {};
  private int[] dropOffAt = {};
  private int[] restingSince = {};
  private double[] goalEast = {};
  private double[] goalNorth = {};
  private boolean[] cruising = {};
  private int drivers;
  private int leaving;

  /**
   * Nobody is online.
   *
   * @param seconds how long the run can be
   */
  Fleet(World world, int seconds) {
    this.world = world;
    this.calendar = new Calendar(seconds);
  }

  int count(DriverState of) {
    return count.getOrDefault(of, 0);
  }

  int online() {
    return count(DriverState.IDLE) + count(DriverState.EN_ROUTE) + count(DriverState.ON_TRIP);
  }

  private void become(int driver, DriverState next) {
    count.merge(state[driver], -1, Integer::sum);
    state[driver] = next;
    count.merge(next, 1, Integer::sum);
  }

  /** The idle driver nearest to a point, or {@link IdleDrivers#NONE}. */
  int nearest(double fromEast, double fromNorth) {
    return idle.nearest(fromEast, fromNorth, Assumptions.reach());
  }

  /** How far the driver is whom {@link #nearest} found last. */
  double distance() {
    return idle.distance();
  }

  double east(int driver) {
    return east[driver];
  }

  double north(int driver) {
    return north[driver];
  }

  /** Sends a driver to a rider, and then where the rider wants to go. */
  void send(int driver, int toRider, int pickupSeconds, int now) {
    if (state[driver] == DriverState.IDLE) {
      idle.remove(driver);
    }
    become(driver, DriverState.EN_ROUTE);
    var riders = world.riders();
    rider[driver] = toRider;
    tripSeconds[driver] = Assumptions.tripSeconds(riders.roadKm[toRider]);
    east[driver] = riders.dropEast[toRider];
    north[driver] = riders.dropNorth[toRider];
    calendar.put(now + pickupSeconds, driver);
  }

  /** Goes on with who arrives now: a driver who has nobody to drive any more, or -1 at the end. */
  int free(int now) {
    for (int driver = calendar.take(now); driver != NOBODY; driver = calendar.take(now)) {
      if (state[driver] == DriverState.ON_TRIP) {
        if (leaving == 0) {
          return driver;
        }
        leaving--;
        become(driver, DriverState.OFFLINE);
      } else {
        become(driver, DriverState.ON_TRIP);
        dropOffAt[driver] = now + tripSeconds[driver];
        calendar.put(dropOffAt[driver], driver);
      }
    }
    return NOBODY;
  }

  /** A driver waits for a rider. */
  void rest(int driver, int now) {
    become(driver, DriverState.IDLE);
    restingSince[driver] = now;
    cruising[driver] = false;
    idle.add(driver, east[driver], north[driver]);
  }

  /**
   * Logs a driver on.
   *
   * @return the driver, whom {@link #rest} or {@link #send} must follow
   */
  int logOn(int now) {
    int driver = drivers++;
    if (driver == state.length) {
      makeRoom();
    }
    state[driver] = DriverState.OFFLINE;
    count.merge(DriverState.OFFLINE, 1, Integer::sum);
    var own = world.dice().of(LOG_ON + driver);
    var hotspots = world.hotspots();
    int cell = hotspots.cell(now, own.roll(0));
    east[driver] = hotspots.east(cell, own.roll(1), own.roll(2));
    north[driver] = hotspots.north(cell, own.roll(1), own.roll(2));
    return driver;
  }

  private void makeRoom() {
    int room = 2 * drivers + 64;
    state = Arrays.copyOf(state, room);
    east = Arrays.copyOf(east, room);
    north = Arrays.copyOf(north, room);
    rider = Arrays.copyOf(rider, room);
    tripSeconds = Arrays.copyOf(tripSeconds, room);
    dropOffAt = Arrays.copyOf(dropOffAt, room);
    restingSince = Arrays.copyOf(restingSince, room);
    goalEast = Arrays.copyOf(goalEast, room);
    goalNorth = Arrays.copyOf(goalNorth, room);
    cruising = Arrays.copyOf(cruising, room);
  }

  /** How many drivers must log on for the fleet to be as large as it is meant to be. */
  int missing(int minute) {
    int meant = world.fleet().get(Math.min(minute, world.minutes() - 1));
    return meant - online();
  }

  /** Logs off who is idle, the longest idle first, and the rest when they are free. */
  void shrink(int tooMany) {
    leaving = tooMany;
    while (leaving > 0 && idle.count() > 0) {
      int longest = NOBODY;
      for (int driver = 0; driver < drivers; driver++) {
        if (state[driver] == DriverState.IDLE
            && (longest == NOBODY || restingSince[driver] < restingSince[longest])) {
          longest = driver;
        }
      }
      idle.remove(longest);
      become(longest, DriverState.OFFLINE);
      leaving--;
    }
  }

  /**
   * Idle drivers drive on for a minute, towards where riders are expected.
   *
   * @return how far, in kilometres of road
   */
  double cruise(int now) {
    double km = 0;
    for (int driver = 0; driver < drivers; driver++) {
      if (state[driver] == DriverState.IDLE) {
        if (!cruising[driver] && now - restingSince[driver] >= 60 * Assumptions.IDLE_MINUTES) {
          setOut(driver, now);
        }
        km += cruising[driver] ? driveOn(driver, now) : 0;
      }
    }
    return km;
  }

  private void setOut(int driver, int now) {
    var own = world.dice().of(driver).of(now);
    var hotspots = world.hotspots();
    double best = Double.POSITIVE_INFINITY;
    for (int place = 0; place < Assumptions.CRUISE_PLACES; place++) {
      int cell = hotspots.cell(now, own.roll(2 + place));
      double toEast = hotspots.east(cell, own.roll(0), own.roll(1));
      double toNorth = hotspots.north(cell, own.roll(0), own.roll(1));
      double way = Plane.length(toEast - east[driver], toNorth - north[driver]);
      if (way < best) {
        best = way;
        goalEast[driver] = toEast;
        goalNorth[driver] = toNorth;
      }
    }
    cruising[driver] = true;
  }

  private double driveOn(int driver, int now) {
    double toEast = goalEast[driver] - east[driver];
    double toNorth = goalNorth[driver] - north[driver];
    double left = Plane.length(toEast, toNorth);
    double step = Math.min(left, Assumptions.crowKm(60));
    idle.remove(driver);
    if (step == left) {
      cruising[driver] = false;
      restingSince[driver] = now;
      east[driver] = goalEast[driver];
      north[driver] = goalNorth[driver];
    } else {
      east[driver] += toEast / left * step;
      north[driver] += toNorth / left * step;
    }
    idle.add(driver, east[driver], north[driver]);
    return step * Assumptions.DETOUR;
  }

  /** Counts drivers, and riders whose driver is on the way, by cell. */
  void countInto(Snapshot snapshot, int now) {
    int horizon = world.horizon();
    for (int driver = 0; driver < drivers; driver++) {
      switch (state[driver]) {
        case IDLE -> snapshot.count(snapshot.open, cellOf(driver));
        case EN_ROUTE -> {
          if (world.riders().second[rider[driver]] > now - horizon) {
            snapshot.count(snapshot.awaited, world.riders().sessions.cell[rider[driver]]);
          }
        }
        case ON_TRIP -> {
          if (dropOffAt[driver] <= now + horizon) {
            snapshot.count(snapshot.dropOffs, cellOf(driver));
          }
        }
        case OFFLINE -> {}
      }
    }
  }

  private int cellOf(int driver) {
    return world.map().at(east[driver], north[driver]);
  }
}
