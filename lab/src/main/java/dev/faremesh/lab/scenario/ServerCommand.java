package dev.faremesh.lab.scenario;

import dev.faremesh.lab.v1.Server;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The command of a server, with places to fill in: see {@code Server.command} of chain.proto. */
public record ServerCommand(Server server) {
  private static final Pattern PLACE = Pattern.compile("\\{([a-z][a-z0-9-]*)}");
  private static final Set<String> SAME_EACH_TIME = Set.of("java", "aot", "home");

  /**
   * The command, ready to run.
   *
   * @param home the checkout
   * @param values of {@code aot} and {@code port}, and the targets of the servers that run already
   * @throws IllegalArgumentException when it names a server that does not run yet
   */
  public List<String> filledIn(Path home, Map<String, String> values) {
    var known = new HashMap<>(values);
    known.put("java", Path.of(System.getProperty("java.home"), "bin", "java").toString());
    known.put("home", home.toString());
    return server.getCommandList().stream()
        .map(word -> PLACE.matcher(word).replaceAll(place -> value(known, place)))
        .toList();
  }

  private String value(Map<String, String> known, MatchResult place) {
    var value = known.get(place.group(1));
    if (value == null) {
      throw new IllegalArgumentException(
          "command of %s: %s (expected: java, aot, home, port or a server that stands before it)"
              .formatted(server.getName(), place.group()));
    }
    return value.replace("\\", "\\\\").replace("$", "\\$");
  }

  /** The names in its places: those of servers among them. */
  public List<String> places() {
    return server.getCommandList().stream().flatMap(ServerCommand::places).toList();
  }

  /** The words before those that differ from one start of the program to the next. */
  public List<String> program() {
    return server.getCommandList().stream()
        .takeWhile(word -> places(word).allMatch(SAME_EACH_TIME::contains))
        .toList();
  }

  private static Stream<String> places(String word) {
    return PLACE.matcher(word).results().map(place -> place.group(1));
  }
}
