package dev.faremesh.cli.policy;

import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import dev.faremesh.cli.call.Peer;
import dev.faremesh.demand.v1.DemandServiceProto;
import dev.faremesh.pricing.v1.PricingServiceProto;
import dev.faremesh.supply.v1.SupplyServiceProto;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The methods of the mesh, from the contracts that this program was built with. */
final class MeshMethods {
  private MeshMethods() {}

  static List<ServiceDescriptor> services() {
    return Arrays.stream(Peer.values()).map(MeshMethods::service).toList();
  }

  private static ServiceDescriptor service(Peer server) {
    var file =
        switch (server) {
          case SUPPLY -> SupplyServiceProto.getDescriptor();
          case DEMAND -> DemandServiceProto.getDescriptor();
          case PRICING -> PricingServiceProto.getDescriptor();
        };
    return file.getServices().getFirst();
  }

  static List<MethodDescriptor> all() {
    return services().stream().flatMap(service -> service.getMethods().stream()).toList();
  }

  /**
   * The method of a name: GetDemand, demand/GetDemand, or the full name.
   *
   * @throws IllegalArgumentException when there is none, or more than one; the message lists what
   *     there is
   */
  static MethodDescriptor named(String name) {
    var found = all().stream().filter(method -> names(method).anyMatch(name::equals)).toList();
    if (found.size() == 1) {
      return found.getFirst();
    }
    var choice = found.isEmpty() ? all() : found;
    throw new IllegalArgumentException(
        "METHOD: '%s' (expected: one of %s)"
            .formatted(
                name, choice.stream().map(MeshMethods::briefly).collect(Collectors.joining(", "))));
  }

  private static Stream<String> names(MethodDescriptor method) {
    return Stream.of(
        method.getName(),
        briefly(method),
        method.getService().getFullName() + "/" + method.getName());
  }

  /** SERVER/METHOD. */
  private static String briefly(MethodDescriptor method) {
    var server =
        Arrays.stream(Peer.values())
            .filter(peer -> peer.service().equals(method.getService().getFullName()))
            .findFirst()
            .orElseThrow();
    return server + "/" + method.getName();
  }
}
