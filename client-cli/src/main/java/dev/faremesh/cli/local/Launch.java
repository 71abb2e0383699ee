package dev.faremesh.cli.local;

import dev.faremesh.cli.call.Peer;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** How the program of a server is run. */
@FunctionalInterface
public interface Launch {
  /** Where all servers listen, and all clients of theirs connect to. */
  String HOST = "127.0.0.1";

  /**
   * The command line of a server. The program prints {@code ready port=N} when it serves, and ends
   * when its standard input closes.
   *
   * @param port to listen on, 0 for any free one
   * @param others the ports of the servers that run already
   * @throws IOException when the program is not there
   */
  List<String> command(Peer server, int port, Map<Peer, Integer> others) throws IOException;
}
