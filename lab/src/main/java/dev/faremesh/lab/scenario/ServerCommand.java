package dev.faremesh.lab.scenario;

import dev.faremesh.lab.v1.Server;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The command of a server, with places to fill in: see {@code Server.command} of chain.proto. */
public record ServerCommand(Server server) {
  private static final Pattern PLACE = Pattern.compile("\\{([a-z][a-z0-9-]*)}");

  /**
   * The command, ready to run.
   *
   * @param home the checkout
   * @param port to listen on
   * @param targets of the servers that run already, by name
   * @throws IllegalArgumentException when it names a server that does not run yet
   */
  public List<String> filledIn(Path home, int port, Map<String, String> targets) {
    var known = new HashMap<>(targets);
    known.put("java", Path.of(System.getProperty("java.home"), "bin", "java").toString());
    known.put("home", home.toString());
    known.put("port", "" + port);
    return server.getCommandList().stream()
        .map(word -> PLACE.matcher(word).replaceAll(place -> value(known, place)))
        .toList();
  }

  private String value(Map<String, String> known, MatchResult place) {
    var value = known.get(place.group(1));
    if (value == null) {
      throw new IllegalArgumentException(
          "command of %s: %s (expected: java, home, port or a server that stands before it)"
              .formatted(server.getName(), place.group()));
    }
    return value.replace("\\", "\\\\").replace("$", "\\$");
  }

  /** The names in its places: those of servers among them. */
  public List<String> places() {
    return server.getCommandList().stream()
        .flatMap(word -> PLACE.matcher(word).results())
        .map(place -> place.group(1))
        .toList();
  }
}
