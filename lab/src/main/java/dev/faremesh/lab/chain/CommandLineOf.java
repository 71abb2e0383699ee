package dev.faremesh.lab.chain;

import dev.faremesh.lab.v1.Server;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Fills in the command of a server: see {@code Server.command} in {@code chain.proto}. */
final class CommandLineOf {
  private static final Pattern PLACE = Pattern.compile("\\{([a-z][a-z0-9-]*)}");

  private CommandLineOf() {}

  /**
   * The command, ready to run.
   *
   * @param targets of the servers that run already
   * @throws IllegalArgumentException when it names a server that does not run yet
   */
  static List<String> filledIn(Server server, Path home, int port, Map<String, String> targets) {
    var known = new HashMap<>(targets);
    known.put("java", Path.of(System.getProperty("java.home"), "bin", "java").toString());
    known.put("home", home.toString());
    known.put("port", "" + port);
    return server.getCommandList().stream()
        .map(word -> PLACE.matcher(word).replaceAll(place -> value(server, known, place)))
        .toList();
  }

  private static String value(Server server, Map<String, String> known, MatchResult place) {
    var value = known.get(place.group(1));
    if (value == null) {
      throw new IllegalArgumentException(
          "command of %s: %s (expected: java, home, port or a server that stands before it)"
              .formatted(server.getName(), place.group()));
    }
    return value.replace("\\", "\\\\").replace("$", "\\$");
  }

  /** The names between braces. */
  static List<String> places(Server server) {
    return server.getCommandList().stream()
        .flatMap(word -> PLACE.matcher(word).results())
        .map(place -> place.group(1))
        .toList();
  }
}
