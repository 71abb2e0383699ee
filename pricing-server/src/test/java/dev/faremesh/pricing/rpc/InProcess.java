package dev.faremesh.pricing.rpc;

import dev.faremesh.mesh.call.Connection;
import dev.faremesh.mesh.call.Edge;
import dev.faremesh.mesh.call.Switches;
import dev.faremesh.mesh.call.Timing;
import dev.faremesh.mesh.policy.Policies;
import io.grpc.BindableService;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;

/** A mesh on one thread. Its channels have no deadlines: only a caller can end a question. */
final class InProcess implements AutoCloseable {
  final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final LongSupplier nanos;
  private final Deque<Runnable> closings = new ArrayDeque<>();

  InProcess(LongSupplier nanos) {
    this.nanos = nanos;
  }

  SupplyReader supply(BindableService service) {
    return new SupplyReader(serve(service), edge("supply"), Runnable::run);
  }

  DemandReader demand(BindableService service) {
    return new DemandReader(serve(service), edge("demand"), Runnable::run);
  }

  private Edge edge(String name) {
    return new Edge(
        name,
        "in-process",
        "pricing-server",
        Policies.ofContracts(),
        new Timing(InstantSource.system(), nanos, timer, new Random(7)),
        Switches.allOn(),
        Connection.ALWAYS_READY);
  }

  Channel serve(BindableService service) {
    var name = InProcessServerBuilder.generateName();
    try {
      Server server =
          InProcessServerBuilder.forName(name).directExecutor().addService(service).build().start();
      ManagedChannel channel = InProcessChannelBuilder.forName(name).directExecutor().build();
      closings.push(server::shutdownNow);
      closings.push(channel::shutdownNow);
      return channel;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    closings.forEach(Runnable::run);
    timer.shutdownNow();
  }
}
