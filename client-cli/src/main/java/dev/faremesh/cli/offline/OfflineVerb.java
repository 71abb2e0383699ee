package dev.faremesh.cli.offline;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The verbs that other programs carry out, with options and help of their own. Here they have a
 * name and a line of help alone.
 */
public enum OfflineVerb {
  /** Policies on real rides. */
  SIMULATE(
      "Replay real pickups against drivers under several price policies, and score them.",
      "simulate"),
  /** What failure costs. */
  LAB("Break the mesh on purpose, and measure what protections are worth.", "lab", Program.LAB),
  /** Forecasts on real rides. */
  FORECAST_SCORE("Train on the first days of a file, and score the rest.", "forecast score"),
  /** The batch side of forecasts. */
  PROFILE("Make the hour-of-week profile that demand-server loads.", "profile"),
  /** Something to score. */
  HISTORY("Generate rides of a synthetic city.", "history"),
  /** The audit. */
  QUOTE_VERIFY("Check the token of a quote, and make its fare again.", "quote verify"),
  /** Tariff files, before a server reads them. */
  TARIFF("Show what rides cost, and look whether a tariff file is right.", "tariff");

  private final String description;
  private final String path;
  private final Program program;

  OfflineVerb(String description, String path) {
    this(description, path, Program.EVALUATION);
  }

  OfflineVerb(String description, String path, Program program) {
    this.description = description;
    this.path = path;
    this.program = program;
  }

  /** What carries it out. */
  public Program program() {
    return program;
  }

  private List<String> words() {
    return List.of(path.split(" "));
  }

  /** The one that a command line asks for. */
  public static Optional<OfflineVerb> asked(String[] args) {
    var given = List.of(args);
    return Arrays.stream(values())
        .filter(verb -> verb.words().size() <= given.size())
        .filter(verb -> given.subList(0, verb.words().size()).equals(verb.words()))
        .findFirst();
  }

  /** Has the help of a command line list all of them. */
  public static void listIn(CommandLine root) {
    for (OfflineVerb verb : values()) {
      var words = verb.words();
      var parent = words.size() == 1 ? root : root.getSubcommands().get(words.getFirst());
      if (parent == null) {
        throw new IllegalStateException(verb + ": no such verb to stand under");
      }
      var spec = CommandSpec.create();
      spec.usageMessage().description(verb.description);
      parent.addSubcommand(words.getLast(), new CommandLine(spec));
    }
  }
}
