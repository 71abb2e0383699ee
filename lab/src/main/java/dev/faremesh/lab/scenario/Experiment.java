package dev.faremesh.lab.scenario;

import dev.faremesh.lab.v1.Chain;
import dev.faremesh.lab.v1.Scenario;
import dev.faremesh.lab.v1.Server;
import dev.faremesh.lab.v1.Step;
import dev.faremesh.lab.v1.Variant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A scenario and its chain, which fit together.
 *
 * @param thresholds of the scenario
 * @param matters the protections that are worth taking away one by one
 */
public record Experiment(
    Scenario scenario, Chain chain, List<Threshold> thresholds, Set<Guard> matters) {
  public Experiment {
    thresholds = List.copyOf(thresholds);
    matters = Set.copyOf(matters);
    requireServers(scenario, chain);
    requireInjected(scenario);
  }

  /**
   * Puts the two together.
   *
   * @throws IllegalArgumentException when a threshold or a protection does not parse, or a server
   *     is not of the chain
   */
  static Experiment of(Scenario scenario, Chain chain) {
    var matters = EnumSet.noneOf(Guard.class);
    scenario.getMattersList().forEach(name -> matters.add(Guard.named(name)));
    return new Experiment(
        scenario,
        chain,
        scenario.getThresholdsList().stream().map(Threshold::parse).toList(),
        matters);
  }

  public String name() {
    return scenario.getName();
  }

  /** The forms in which it runs: at least one, which has no name when it is the only one. */
  public List<Variant> variants() {
    return scenario.getVariantsList().isEmpty()
        ? List.of(Variant.getDefaultInstance())
        : scenario.getVariantsList();
  }

  /** The server that is called in a variant. */
  public String entry(Variant variant) {
    return variant.getEntry().isEmpty() ? chain.getEntry() : variant.getEntry();
  }

  /** The servers that a variant needs: its entry, and all that this depends on. */
  public List<Server> servers(Variant variant) {
    var byName = new HashMap<String, Server>();
    chain.getServersList().forEach(server -> byName.put(server.getName(), server));
    var needed = new HashSet<String>();
    var open = new ArrayList<>(List.of(entry(variant)));
    while (!open.isEmpty()) {
      var server = byName.get(open.removeLast());
      if (server != null && needed.add(server.getName())) {
        open.addAll(new ServerCommand(server).places());
      }
    }
    return chain.getServersList().stream().filter(s -> needed.contains(s.getName())).toList();
  }

  /** Whether a variant runs with a set of protections. */
  public static boolean runs(Variant variant, ProtectionSet set) {
    return variant.getSetsList().isEmpty() || variant.getSetsList().contains(set.name());
  }

  private static void requireInjected(Scenario scenario) {
    var injected =
        steps(scenario)
            .filter(Step::hasInject)
            .map(step -> step.getInject().getName())
            .collect(Collectors.toSet());
    steps(scenario)
        .filter(Step::hasClear)
        .map(Step::getClear)
        .filter(name -> !injected.contains(name))
        .findFirst()
        .ifPresent(name -> {
          throw new IllegalArgumentException(
              "clear: '%s' (expected: the name of a fault that is injected)".formatted(name));
        });
  }

  private static Stream<Step> steps(Scenario scenario) {
    return Stream.of(scenario.getStandingList(), scenario.getFaultList(), scenario.getRepairList())
        .flatMap(List::stream);
  }

  private static void requireServers(Scenario scenario, Chain chain) {
    var known =
        chain.getServersList().stream()
            .flatMap(server ->
                Stream.concat(
                    Stream.of(server.getName()),
                    Stream.iterate(1, i -> i + 1)
                        .limit(Math.max(1, server.getReplicas()))
                        .map(i -> server.getName() + "/" + i)))
            .collect(Collectors.toSet());
    var named =
        Stream.of(
                Stream.of(chain.getEntry()),
                scenario.getVariantsList().stream().map(Variant::getEntry),
                steps(scenario).flatMap(Experiment::servers),
                chain.hasFeed()
                    ? Stream.of(chain.getFeed().getDriversTo(), chain.getFeed().getRidersTo())
                    : Stream.<String>empty())
            .flatMap(names -> names)
            .filter(name -> !name.isEmpty());
    named.forEach(name -> {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "server: '%s' (expected: one of %s)"
                .formatted(name, known.stream().sorted().collect(Collectors.joining(", "))));
      }
    });
  }

  /** The server that a step does something to; none for a step that is about a fault or time. */
  public static Stream<String> servers(Step step) {
    return switch (step.getStepCase()) {
      case INJECT -> Stream.of(step.getInject().getServer());
      case KILL -> Stream.of(step.getKill());
      case STOP -> Stream.of(step.getStop());
      case RESUME -> Stream.of(step.getResume());
      case START -> Stream.of(step.getStart());
      case RESTART -> Stream.of(step.getRestart());
      case CLEAR, WAIT, STEP_NOT_SET -> Stream.empty();
    };
  }
}
