package dev.faremesh.pricing.server;

import dev.faremesh.mesh.propagation.Acted;
import dev.faremesh.mesh.server.MeshServer;
import dev.faremesh.mesh.server.ServerSettings;
import dev.faremesh.pricing.rpc.ScriptedDemand;
import dev.faremesh.pricing.rpc.ScriptedServer;
import dev.faremesh.pricing.rpc.ScriptedSupply;
import dev.faremesh.pricing.v1.PricingServiceGrpc;
import dev.faremesh.pricing.v1.PricingServiceGrpc.PricingServiceBlockingStub;
import dev.faremesh.pricing.v1.Quote;
import dev.faremesh.pricing.v1.QuoteRideRequest;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** The real pricing-server between a client and scripted dependencies, over Netty. */
final class ScriptedMesh implements AutoCloseable {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  final ScriptedSupply supply = new ScriptedSupply();
  final ScriptedDemand demand = new ScriptedDemand();
  final MeshServer pricing;
  final ManagedChannel channel;
  private final MeshServer supplyServer;
  private final int demandPort;
  private final AtomicReference<Metadata> headers = new AtomicReference<>(new Metadata());
  private final AtomicReference<Metadata> trailers = new AtomicReference<>(new Metadata());
  private MeshServer demandServer;

  ScriptedMesh(InstantSource clock, ServerSettings settings) {
    this(clock, settings, Optional.empty());
  }

  ScriptedMesh(InstantSource clock, ServerSettings settings, Optional<Path> quoteKeys) {
    this(clock, settings, quoteKeys, Optional.empty());
  }

  ScriptedMesh(
      InstantSource clock,
      ServerSettings settings,
      Optional<Path> quoteKeys,
      Optional<Path> tariffFile) {
    supplyServer = ScriptedServer.start(supply, 0);
    demandServer = ScriptedServer.start(demand, 0);
    demandPort = demandServer.port();
    pricing =
        PricingServer.start(
            new PricingSettings(
                settings, address(supplyServer), address(demandServer), quoteKeys, tariffFile),
            clock);
    channel =
        NettyChannelBuilder.forTarget(address(pricing)).usePlaintext().directExecutor().build();
  }

  static ScriptedMesh start() {
    return new ScriptedMesh(InstantSource.system(), ServerSettings.local(0));
  }

  PricingServiceBlockingStub client() {
    return PricingServiceGrpc.newBlockingStub(channel)
        .withInterceptors(MetadataUtils.newCaptureMetadataInterceptor(headers, trailers))
        .withDeadlineAfter(20, TimeUnit.SECONDS);
  }

  /** What acted on the latest call. */
  List<String> acted() {
    var notes = trailers.get().getAll(Acted.TRAILER);
    return notes == null ? List.of() : StreamSupport.stream(notes.spliterator(), false).toList();
  }

  Quote quote(QuoteRideRequest request) {
    return client().quoteRide(request).getQuote();
  }

  /**
   * Asks until the quote is as expected, and for half a minute at most: then the last quote is
   * given, for the test to fail on. Only the first call of a cold process, or one on a busy
   * machine, needs a second: the contract gives dependencies 250 ms of real time. Until then the
   * base fare will do.
   */
  Quote quoteUntil(QuoteRideRequest request, Predicate<Quote> expected) {
    var patient = request.toBuilder().setAllowBaseFare(true).build();
    long start = System.nanoTime();
    var quote = quote(patient);
    while (!expected.test(quote) && System.nanoTime() - start < PATIENCE_NANOS) {
      quote = quote(patient);
    }
    return quote;
  }

  void stopDemand() {
    demandServer.close();
  }

  void restartDemand() {
    demandServer = ScriptedServer.start(demand, demandPort);
  }

  @Override
  public void close() {
    channel.shutdownNow();
    pricing.close();
    demandServer.close();
    supplyServer.close();
  }

  private static String address(MeshServer server) {
    return "127.0.0.1:" + server.port();
  }
}
