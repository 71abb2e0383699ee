package dev.faremesh.mesh.serving;

import dev.faremesh.mesh.ErrorMapping;
import dev.faremesh.mesh.RequestValidator;
import io.grpc.BindableService;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import java.util.ArrayList;
import java.util.List;

/** The layers around a service, written once, in the order in which a request meets them. */
public final class ServingLayers {
  private final List<ServerInterceptor> onMessages;
  private final List<ServerInterceptor> onBytes;
  private final StatusLayer status;

  /**
   * Makes the layers of one server.
   *
   * @param innermost what lies between validation and the service
   */
  public ServingLayers(
      ErrorMapping errors,
      ServingPolicy policy,
      RequestValidator validator,
      List<? extends ServerInterceptor> innermost) {
    this.status = new StatusLayer(errors);
    this.onBytes =
        List.of(
            status, // outermost: no error passes beside it
            new PropagationLayer(), // above all that asks who calls
            new MessageLimitLayer(policy.maxMessageBytes())); // before anything is parsed
    this.onMessages = new ArrayList<>(List.of(new ValidationLayer(validator)));
    this.onMessages.addAll(innermost);
  }

  /** Around a service of ours. */
  public ServerServiceDefinition around(BindableService service) {
    var parsed = ServerInterceptors.interceptForward(service.bindService(), onMessages);
    // The outer layers sit on raw messages, so that what does not parse is explained as well.
    return ServerInterceptors.interceptForward(
        ServerInterceptors.useInputStreamMessages(parsed), onBytes);
  }

  /** Around a service of grpc's own, such as health, whose messages carry no rules. */
  public ServerServiceDefinition aroundStock(ServerServiceDefinition service) {
    return ServerInterceptors.interceptForward(service, status);
  }
}
