package dev.faremesh.mesh.server;

import dev.faremesh.mesh.call.Switches;
import io.grpc.Channel;
import io.grpc.ChannelCredentials;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Calls that a server makes to itself before it says SERVING, so that the first caller does not pay
 * for loading and compiling what answers it.
 */
final class Rehearsal {
  /**
   * From so many on, the JVM compiles what is called; tests, which start many servers, make fewer.
   */
  private static final int CALLS = Integer.getInteger("faremesh.rehearsal.calls", 200);

  private static final long AT_MOST_NANOS = TimeUnit.SECONDS.toNanos(3);

  private Rehearsal() {}

  /**
   * Runs until there were enough calls, or enough time has passed. How they end does not matter.
   *
   * @param self believes this server and nobody else, by whatever address it is called
   */
  static void run(
      ServerSettings settings,
      int port,
      EventLoop loop,
      ChannelCredentials self,
      Consumer<Channel> call) {
    long end = System.nanoTime() + AT_MOST_NANOS;
    var address = loopback(settings.listening().host()) + ":" + port;
    try (var channel =
        MeshChannel.open(
            "self",
            address,
            "",
            loop,
            settings.policies(), // a foreign contract has its deadline from there
            Switches.allOn(),
            ChannelSettings.WHATEVER_HEALTH_SAYS.with(self))) {
      for (int i = 0; i < CALLS && System.nanoTime() < end; i++) {
        callOnce(channel.layers(), call);
      }
    }
  }

  private static void callOnce(Channel channel, Consumer<Channel> call) {
    try {
      call.accept(channel);
    } catch (StatusRuntimeException e) {
      // a dependency may be down, and a deadline too short for a cold start: all is rehearsed
    }
  }

  private static String loopback(String host) {
    return host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
  }
}
