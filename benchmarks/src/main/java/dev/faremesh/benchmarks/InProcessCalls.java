package dev.faremesh.benchmarks;

import dev.faremesh.mesh.call.ClientLayers;
import dev.faremesh.mesh.call.Connection;
import dev.faremesh.mesh.call.Edge;
import dev.faremesh.mesh.call.Switches;
import dev.faremesh.mesh.call.Timing;
import dev.faremesh.mesh.policy.Policies;
import dev.faremesh.mesh.read.BatchCall;
import dev.faremesh.mesh.read.Reader;
import dev.faremesh.supply.v1.GetSupplyRequest;
import dev.faremesh.supply.v1.GetSupplyResponse;
import dev.faremesh.supply.v1.SupplyServiceGrpc;
import dev.faremesh.supply.v1.SupplyServiceGrpc.SupplyServiceImplBase;
import dev.faremesh.supply.v1.SupplyServiceGrpc.SupplyServiceStub;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * The same call over the in-process transport, with the layers of its contract and without. All of
 * a call happens on the thread that makes it, so that what it allocates can be counted.
 */
final class InProcessCalls implements AutoCloseable {
  private static final GetSupplyRequest REQUEST =
      GetSupplyRequest.newBuilder().setCity("nyc").setProduct("standard").build();

  private final Answering service = new Answering();
  private final Server server;
  private final ManagedChannel channel;
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final Edge edge;
  private final Channel layers;
  private final SupplyServiceStub layered;
  private final SupplyServiceStub plain;
  private final Last last = new Last();

  InProcessCalls() {
    var name = InProcessServerBuilder.generateName();
    try {
      server =
          InProcessServerBuilder.forName(name).directExecutor().addService(service).build().start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    channel = InProcessChannelBuilder.forName(name).directExecutor().build();
    edge =
        new Edge(
            "supply",
            "in-process",
            "pricing-server",
            Policies.ofContracts(),
            Timing.system(timer),
            Switches.allOn(),
            Connection.ALWAYS_READY);
    layers = ClientLayers.around(channel, edge);
    layered = SupplyServiceGrpc.newStub(layers);
    plain = SupplyServiceGrpc.newStub(channel);
  }

  /** Through all layers, which read the deadline from the contract. */
  Status layered() {
    layered.getSupply(REQUEST, last);
    return last.status;
  }

  /** With the same deadline, and nothing else. */
  Status plain() {
    plain.withDeadlineAfter(250, TimeUnit.MILLISECONDS).getSupply(REQUEST, last);
    return last.status;
  }

  /** Reads cells through the layers; what it waits for runs on {@code loop}. */
  Reader<String, String, GetSupplyResponse> reader(Executor loop) {
    var method = SupplyServiceGrpc.getGetSupplyMethod();
    return new Reader<>(
        edge,
        method,
        loop,
        1000,
        BatchCall.unary(
            layers,
            method,
            (city, cells) -> REQUEST.toBuilder().addAllCells(cells).build(),
            (cells, answer) ->
                cells.stream().collect(Collectors.toMap(cell -> cell, cell -> answer))));
  }

  /** Calls that were sent to the callee. */
  long served() {
    return service.served.get();
  }

  /** From now on the callee fails. */
  void breakCallee() {
    service.failing = true;
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.shutdownNow();
    timer.shutdownNow();
  }

  private static final class Answering extends SupplyServiceImplBase {
    private volatile boolean failing;
    private final AtomicLong served = new AtomicLong();

    @Override
    public void getSupply(GetSupplyRequest request, StreamObserver<GetSupplyResponse> out) {
      served.incrementAndGet();
      if (failing) {
        out.onError(Status.UNAVAILABLE.asRuntimeException());
        return;
      }
      out.onNext(GetSupplyResponse.getDefaultInstance());
      out.onCompleted();
    }
  }

  private static final class Last implements StreamObserver<GetSupplyResponse> {
    private Status status = Status.UNKNOWN;

    @Override
    public void onNext(GetSupplyResponse answer) {}

    @Override
    public void onError(Throwable failure) {
      status = Status.fromThrowable(failure);
    }

    @Override
    public void onCompleted() {
      status = Status.OK;
    }
  }
}
