package dev.faremesh.cli.ride;

import java.util.UUID;
import picocli.CommandLine.Option;

/** The option that makes a change repeatable. */
final class RequestIdOption {
  @Option(
      names = "--request-id",
      paramLabel = "UUID",
      description =
          "Makes the call safe to repeat: the same id with the same request changes nothing more."
              + " Without it: a random one.")
  private UUID id = UUID.randomUUID();

  String id() {
    return id.toString();
  }
}
