package dev.faremesh.mesh.serving;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import dev.faremesh.mesh.ErrorMapping;
import dev.faremesh.mesh.RequestValidator;
import dev.faremesh.mesh.access.AccessLayer;
import dev.faremesh.mesh.call.Switches;
import dev.faremesh.mesh.call.Timing;
import dev.faremesh.mesh.policy.Policies;
import io.grpc.BindableService;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.util.ArrayList;
import java.util.List;

/** The layers around a service, written once, in the order in which a request meets them. */
public final class ServingLayers {
  private final OpenStreams streams;
  private final ArrivingRequests requests;
  private final List<ServerInterceptor> onBytes;
  private final List<ServerInterceptor> onMessages;
  private final List<ServerInterceptor> onControlBytes;
  private final List<ServerInterceptor> onHealth;
  private final List<ServerInterceptor> onReflection;
  private final List<ServerInterceptor> onUnknown;

  /**
   * What the layers share with the rest of their process.
   *
   * @param policies of the methods that are served
   * @param access whom the server lets in
   */
  public record Shared(
      Policies policies,
      Switches switches,
      Timing timing,
      ServedCalls served,
      AccessLayer access) {}

  /**
   * Makes the layers of one server.
   *
   * @param validator that knows the requests of the services of the domain
   * @param innermost what lies between validation and the service
   */
  public ServingLayers(
      ErrorMapping errors,
      ServingPolicy policy,
      RequestValidator validator,
      List<? extends ServerInterceptor> innermost,
      Shared shared) {
    var granted = new GrantedTimes(shared.policies());
    var timing = shared.timing();
    var propagation = new PropagationLayer();
    var status = new StatusLayer(errors);
    this.streams = new OpenStreams(policy.maxStreams());
    var stream = StreamLayer.limited(streams, timing, policy);
    var access = shared.access();
    var rates = CallerRates.of(policy.callerRate(), timing.nanos());
    var rate = new RateLayer(rates, () -> {});
    this.requests = new ArrivingRequests(policy, timing);
    var arrival = new ArrivalLayer(requests);
    var messageLimit = new MessageLimitLayer(policy.maxMessageBytes());
    var parsing = new ParsingLayer();
    this.onBytes =
        List.of(
            new TelemetryLayer(shared.served(), timing.nanos()), // sees each ending as callers do
            propagation, // in the trailers of errors too; above all that asks who calls
            status, // above all that can fail: no error passes beside it
            // Above all that callers share, and above access: to be refused is work too, and who
            // tries what it may not runs dry. It tells who calls by itself.
            new RateLayer(rates, shared.served()::shed),
            access, // above all that is kept or done for a caller
            arrival, // ends what is kept below for a request that does not come
            stream, // ends whatever goes on below
            new DeadlineLayer(granted, shared.switches(), timing.timer()), // all below is in time
            messageLimit, // before a message is kept
            new AdmissionLayer(shared, granted), // sheds before work, parsing included
            parsing); // knows what was not parsed
    this.onMessages = new ArrayList<>(List.of(new ValidationLayer(validator)));
    this.onMessages.addAll(innermost);
    // By these a server in trouble is looked after: they are not shed, nor is a fault put on them.
    this.onControlBytes =
        List.of(propagation, status, rate, access, arrival, stream, messageLimit, parsing);
    var unlimited = StreamLayer.unlimited(streams, timing);
    this.onReflection = List.of(status, rate, access, arrival, unlimited);
    this.onUnknown = List.of(rate, access);
    this.onHealth =
        List.of(status, access, arrival, unlimited); // who is refused takes it for an outage
  }

  /** Which requests have begun to come; for the transport to tell. */
  public ArrivingRequests requests() {
    return requests;
  }

  /** Around a service of the domain. */
  public ServerServiceDefinition around(BindableService service) {
    return around(service, onBytes, onMessages);
  }

  /** Around a service by which a server of the mesh is looked after; slow on a cold JVM. */
  public ServerServiceDefinition aroundControl(BindableService service) {
    var validator = RequestValidator.warmed(requestsOf(service));
    return around(service, onControlBytes, List.of(new ValidationLayer(validator)));
  }

  private static List<Descriptor> requestsOf(BindableService service) {
    return service.bindService().getServiceDescriptor().getMethods().stream()
        .map(method -> method.getSchemaDescriptor())
        .filter(ProtoMethodDescriptorSupplier.class::isInstance)
        .map(schema -> ((ProtoMethodDescriptorSupplier) schema).getMethodDescriptor())
        .map(MethodDescriptor::getInputType)
        .toList();
  }

  private static ServerServiceDefinition around(
      BindableService service,
      List<ServerInterceptor> onBytes,
      List<ServerInterceptor> onMessages) {
    var parsed = ServerInterceptors.interceptForward(service.bindService(), onMessages);
    // The outer layers sit on raw messages, so that what does not parse is explained as well.
    return ServerInterceptors.interceptForward(
        ServerInterceptors.useInputStreamMessages(parsed), onBytes);
  }

  /** Around grpc's own health, whose messages carry no rules. */
  public ServerServiceDefinition aroundHealth(ServerServiceDefinition service) {
    return ServerInterceptors.interceptForward(service, onHealth);
  }

  /** Around grpc's own reflection, likewise. */
  public ServerServiceDefinition aroundReflection(ServerServiceDefinition service) {
    return ServerInterceptors.interceptForward(service, onReflection);
  }

  /** Around what answers for methods that are not here: who may not call them does not learn it. */
  public <Q, R> ServerCallHandler<Q, R> aroundUnknown(ServerCallHandler<Q, R> handler) {
    var around = handler;
    for (ServerInterceptor layer : onUnknown.reversed()) {
      var next = around;
      around = (call, headers) -> layer.interceptCall(call, headers, next);
    }
    return around;
  }

  /** Ends all streams with UNAVAILABLE DRAINING, which tells their clients to come back. */
  public void drain() {
    streams.drain();
  }
}
