package dev.faremesh.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import dev.faremesh.demand.v1.DemandServiceProto;
import dev.faremesh.mesh.access.AccessRules;
import dev.faremesh.mesh.server.ServerMain;
import dev.faremesh.pricing.v1.PricingServiceProto;
import dev.faremesh.supply.v1.SupplyServiceProto;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import picocli.CommandLine;

/** A server as its own program knows it: its options and its contract. */
enum ServerProgram {
  SUPPLY("supply-server", "dev.faremesh.supply.server.SupplyMain"),
  DEMAND("demand-server", "dev.faremesh.demand.server.DemandMain"),
  PRICING("pricing-server", "dev.faremesh.pricing.server.PricingMain");

  private record Start(ServerProgram server, Map<String, String> environment) {}

  private static final Map<Start, CommandLine> PARSED = new ConcurrentHashMap<>();

  final String deployment;
  private final String main;

  ServerProgram(String deployment, String main) {
    this.deployment = deployment;
    this.main = main;
  }

  static ServerProgram of(JsonNode deployment) {
    return Arrays.stream(values())
        .filter(server -> server.deployment.equals(Manifests.name(deployment)))
        .findFirst()
        .orElseThrow();
  }

  /** The environment of a deployment's container. */
  static Map<String, String> environment(JsonNode deployment) {
    var environment = new LinkedHashMap<String, String>();
    Scope.CONTAINER
        .at()
        .in(deployment)
        .path("env")
        .forEach(env -> environment.put(env.path("name").asText(), env.path("value").asText()));
    return environment;
  }

  /** The option behind a variable, whether there is one or not. */
  String option(String variable) {
    return variable.startsWith(name() + "_")
        ? "--" + variable.substring(name().length() + 1).toLowerCase(Locale.ROOT).replace('_', '-')
        : "none";
  }

  /** Reads its options as its {@code main} would. */
  CommandLine parsed(Map<String, String> environment) {
    return PARSED.computeIfAbsent(
        new Start(this, environment),
        start -> {
          var line = line(environment);
          line.parseArgs();
          return line;
        });
  }

  /** What an option says in that environment. */
  <T> T value(String option, Class<T> type, Map<String, String> environment) {
    return type.cast(parsed(environment).getCommandSpec().findOption(option).getValue());
  }

  private CommandLine line(Map<String, String> environment) {
    return ServerMain.commandLine(command(), name(), environment);
  }

  @SuppressWarnings("unchecked") // that is what ServerMain runs
  private Callable<Integer> command() {
    try {
      var constructor = Class.forName(main).getDeclaredConstructor();
      constructor.setAccessible(true);
      return (Callable<Integer>) constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(main, e);
    }
  }

  /** Who may call it when no file says otherwise. */
  AccessRules accessRules() {
    try {
      return AccessRules.beside(Class.forName(main), "access.rules");
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(main, e);
    }
  }

  ServiceDescriptor service() {
    return contract().getServices().getFirst();
  }

  Stream<MethodDescriptor> methods() {
    return service().getMethods().stream();
  }

  private FileDescriptor contract() {
    return switch (this) {
      case SUPPLY -> SupplyServiceProto.getDescriptor();
      case DEMAND -> DemandServiceProto.getDescriptor();
      case PRICING -> PricingServiceProto.getDescriptor();
    };
  }
}
