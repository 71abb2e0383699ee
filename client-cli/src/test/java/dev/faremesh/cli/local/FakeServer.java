package dev.faremesh.cli.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A program that keeps the rules of {@link Launch}, and no more: it listens, says so, and ends when
 * its standard input closes.
 */
final class FakeServer {
  private FakeServer() {}

  /** Arguments: the port, then any words to print; {@code fail} ends it before it is ready. */
  public static void main(String[] args) throws IOException {
    var words = List.of(args).subList(1, args.length);
    System.err.println("words: " + words);
    if (words.contains("fail")) {
      System.exit(3);
    }
    int port = Integer.parseInt(args[0]);
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      System.out.println("warming up");
      System.out.println("ready port=" + socket.getLocalPort());
      while (System.in.read() >= 0) {
        // goes on until nobody holds the other end
      }
    }
  }

  /** The command line that runs it. */
  static List<String> command(int port, String... words) {
    var command =
        List.of(
            System.getProperty("java.home") + "/bin/java",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            FakeServer.class.getName(),
            "" + port);
    return Stream.concat(command.stream(), Arrays.stream(words)).toList();
  }
}
