package dev.faremesh.cli.edges;

import dev.faremesh.cli.output.Json;

/** A message of one of several servers, as JSON on one line that says whose it is. */
final class ServerJson {
  private ServerJson() {}

  /** The message's own members come after {@code server}. */
  static String line(Answer.Given<?> given) {
    var members = Json.line(given.message()).substring(1);
    var comma = members.equals("}") ? "" : ",";
    return "{\"server\":\"" + given.server() + "\"" + comma + members;
  }
}
