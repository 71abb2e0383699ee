package dev.faremesh.lab.chain;

/**
 * One process of a chain.
 *
 * @param server as the chain names it
 * @param replica from 1
 */
public record ServerName(String server, int replica) {
  /** Reads NAME, which means the first, or NAME/REPLICA. */
  static ServerName parse(String text) {
    int slash = text.indexOf('/');
    return slash < 0
        ? new ServerName(text, 1)
        : new ServerName(text.substring(0, slash), Integer.parseInt(text.substring(slash + 1)));
  }

  @Override
  public String toString() {
    return server + "/" + replica;
  }
}
