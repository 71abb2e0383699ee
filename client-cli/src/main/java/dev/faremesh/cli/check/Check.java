package dev.faremesh.cli.check;

import dev.faremesh.cli.call.Peer;
import java.util.Optional;

/**
 * What one look at one server found.
 *
 * @param name what was looked at, in a word
 * @param detail what was seen
 * @param hint what to do about it, when there is something to do
 */
record Check(Peer server, String name, Outcome outcome, String detail, Optional<String> hint) {

  /** How a look came out. */
  enum Outcome {
    OK,
    FAILED,
    /** Neither good nor bad: worth knowing. */
    NOTED
  }

  static Check ok(Peer server, String name, String detail) {
    return new Check(server, name, Outcome.OK, detail, Optional.empty());
  }

  static Check failed(Peer server, String name, String detail, String hint) {
    return new Check(server, name, Outcome.FAILED, detail, Optional.of(hint));
  }

  static Check noted(Peer server, String name, String detail) {
    return new Check(server, name, Outcome.NOTED, detail, Optional.empty());
  }

  boolean hasFailed() {
    return outcome == Outcome.FAILED;
  }
}
