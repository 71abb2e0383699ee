package dev.faremesh.mesh.call;

import java.util.EnumSet;
import java.util.Set;

/**
 * Which protections are on. A call takes one snapshot when it starts, so that none changes under
 * it. Safe for use by threads.
 */
public final class Switches {
  private volatile Set<Protection> on;

  private Switches(Set<Protection> on) {
    this.on = Set.copyOf(on);
  }

  /** All protections on. */
  public static Switches allOn() {
    return new Switches(EnumSet.allOf(Protection.class));
  }

  /** The protections that are on now: an immutable snapshot. */
  public Set<Protection> on() {
    return on;
  }

  /** Switches one on or off, for calls that start later. */
  public synchronized void set(Protection protection, boolean on) {
    var now = EnumSet.noneOf(Protection.class);
    now.addAll(this.on);
    if (on) {
      now.add(protection);
    } else {
      now.remove(protection);
    }
    this.on = Set.copyOf(now);
  }
}
