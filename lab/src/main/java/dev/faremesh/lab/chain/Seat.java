package dev.faremesh.lab.chain;

import static java.util.Objects.requireNonNull;

import dev.faremesh.cli.local.ServerProcess;
import dev.faremesh.lab.v1.Server;
import org.jspecify.annotations.Nullable;

/** The place of a server in a chain: its port, and the process that listens there now. */
final class Seat {
  final ServerName name;
  final Server server;

  /** 0 until the first process is ready. */
  int port;

  @Nullable ServerProcess process;
  @Nullable Controls controls;

  Seat(ServerName name, Server server) {
    this.name = name;
    this.server = server;
  }

  ServerProcess process() {
    return requireNonNull(process);
  }

  Controls controls() {
    return requireNonNull(controls);
  }
}
