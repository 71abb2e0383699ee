package dev.faremesh.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for servers whose address must be known before they start. They lie below those that the
 * system gives to outgoing connections: a load opens many, and one of them would get a port that
 * was found free and is not yet taken.
 */
final class FreePorts {
  private static final Path OUTGOING = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
  private static final int LOWEST = 20_000;
  private static final int USUAL_END = 32_768;
  private static final int END = end();
  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(END - LOWEST));

  private FreePorts() {}

  /** A port that nobody listens on, and that is given out once. */
  static int next() {
    for (int tries = LOWEST; tries < END; tries++) {
      int port = LOWEST + Math.floorMod(NEXT.getAndIncrement(), END - LOWEST);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException("no port is free from %d to %d".formatted(LOWEST, END));
  }

  /** The first port of outgoing connections, on a system that says it. */
  private static int end() {
    try {
      if (Files.isReadable(OUTGOING)) {
        int first = Integer.parseInt(Files.readString(OUTGOING).strip().split("\\s+", 2)[0]);
        return first > LOWEST + 1_000 ? Math.min(first, USUAL_END) : USUAL_END;
      }
      return USUAL_END;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isFree(int port) {
    try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
