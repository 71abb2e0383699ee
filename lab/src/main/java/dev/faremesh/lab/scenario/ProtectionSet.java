package dev.faremesh.lab.scenario;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which protections a run has.
 *
 * @param name as people write it: {@code naive}, {@code all}, {@code only:X} or {@code all-but:X}
 */
public record ProtectionSet(String name, Set<Guard> on) {
  /** None. */
  public static final ProtectionSet NAIVE = new ProtectionSet("naive", Set.of());

  /** Every one. */
  public static final ProtectionSet ALL = new ProtectionSet("all", EnumSet.allOf(Guard.class));

  private static final String ONLY = "only:";
  private static final String ALL_BUT = "all-but:";

  public ProtectionSet {
    on = Set.copyOf(on);
  }

  /** One alone. */
  static ProtectionSet only(Guard guard) {
    return new ProtectionSet(ONLY + guard.written(), EnumSet.of(guard));
  }

  /** Every one but this. */
  static ProtectionSet allBut(Guard guard) {
    return new ProtectionSet(ALL_BUT + guard.written(), EnumSet.complementOf(EnumSet.of(guard)));
  }

  /** Naive and all, and each of some protections alone, and missing. */
  public static List<ProtectionSet> ablation(Set<Guard> matters) {
    return Stream.concat(
            Stream.of(NAIVE, ALL),
            matters.stream().sorted().flatMap(guard -> Stream.of(only(guard), allBut(guard))))
        .toList();
  }

  /**
   * The set of a name.
   *
   * @throws IllegalArgumentException when it names none
   */
  public static ProtectionSet parse(String name) {
    if (name.startsWith(ONLY)) {
      return only(Guard.named(name.substring(ONLY.length())));
    }
    if (name.startsWith(ALL_BUT)) {
      return allBut(Guard.named(name.substring(ALL_BUT.length())));
    }
    return Stream.of(NAIVE, ALL)
        .filter(set -> set.name.equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "protections: '%s' (expected: naive, all, only:X or all-but:X)".formatted(name)));
  }

  public boolean has(Guard guard) {
    return on.contains(guard);
  }

  @Override
  public String toString() {
    return name;
  }
}
