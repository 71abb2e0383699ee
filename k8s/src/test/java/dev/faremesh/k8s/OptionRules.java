package dev.faremesh.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.faremesh.mesh.telemetry.MeterExport;
import dev.faremesh.mesh.v1.CallPolicyProto;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.ParameterException;

/**
 * What the manifests tell a server is what the server understands, and opens, and takes as long as.
 */
final class OptionRules {
  private static final Duration CUT_OFF = Duration.ofSeconds(1); // MeshServer.close
  private static final Duration MARGIN = Duration.ofSeconds(5);

  /** The collector, the layout of objects, and what says which cache: images/README.md. */
  private static final Pattern OF_THE_CACHE =
      Pattern.compile(
          "-XX:[+-]?(Use\\w*GC|UseCompactObjectHeaders|UseCompressed\\w+|ObjectAlignmentInBytes|AOT\\w+"
              + "|SharedArchiveFile)\\b.*|-Xshare:.*|--(module-path|patch-module"
              + "|add-modules|limit-modules|upgrade-module-path|class-path)\\b.*|-(cp|classpath|javaagent)\\b.*"
              + "|--enable-preview|@.*");

  private OptionRules() {}

  static List<Rule> all() {
    return List.of(
        each(
            "variables are options",
            "a misspelt one would be silently ignored",
            OptionRules::unknownVariables),
        each(
            "the image's flags stay",
            "an AOT cache is good for the flags that it was made with, and is silently left else",
            OptionRules::voidsTheCache),
        each("options parse", "as the server itself reads them", OptionRules::wrongValues),
        each(
            "ports are opened",
            "containerPort, probes and options are one number",
            OptionRules::closedPorts),
        each(
            "listens beyond itself",
            "the default is 127.0.0.1",
            deployment ->
                unless("0.0.0.0".equals(option(deployment, "--host", String.class)), "--host")),
        each(
            "connections end",
            "60 to 120 s: new pods are seen, and streams are not churned",
            OptionRules::connectionAge),
        each(
            "a stop has time",
            "preStop + hold + grace + cut-off + flush + margin",
            OptionRules::stop),
        each(
            "calls have time to end",
            "the longest deadline of the contract",
            OptionRules::deadlines),
        each(
            "nothing of tests",
            "faults, switches and reflection are not for production",
            deployment ->
                unless(
                    !option(deployment, "--faults", Boolean.class)
                        && !option(deployment, "--mesh-control", Boolean.class)
                        && !option(deployment, "--reflection", Boolean.class),
                    "--faults, --mesh-control or --reflection")));
  }

  private interface Check {
    Stream<String> disagreements(ObjectNode deployment);
  }

  private static Rule each(String name, String reason, Check check) {
    return new Rule.Agreement(
        name,
        reason,
        manifests ->
            manifests
                .of("Deployment")
                .flatMap(deployment ->
                    checked(check, deployment)
                        .map(wrong -> Manifests.id(deployment) + ": " + wrong)));
  }

  private static Stream<String> checked(Check check, ObjectNode deployment) {
    try {
      return check.disagreements(deployment);
    } catch (ParameterException e) {
      return Stream.of("" + e.getMessage());
    }
  }

  private static Stream<String> unknownVariables(ObjectNode deployment) {
    var server = ServerProgram.of(deployment);
    var options = server.parsed(Map.of()).getCommandSpec().optionsMap();
    return ServerProgram.environment(deployment).keySet().stream()
        .filter(variable -> !variable.equals("JDK_JAVA_OPTIONS"))
        .filter(variable -> !options.containsKey(server.option(variable)));
  }

  private static Stream<String> voidsTheCache(ObjectNode deployment) {
    var flags = ServerProgram.environment(deployment).getOrDefault("JDK_JAVA_OPTIONS", "");
    return Stream.of(flags.split("\\s+", -1)).filter(OF_THE_CACHE.asMatchPredicate());
  }

  private static Stream<String> wrongValues(ObjectNode deployment) {
    var container = Scope.CONTAINER.at().in(deployment);
    var _ = ServerProgram.of(deployment).parsed(ServerProgram.environment(deployment));
    return unless(!container.has("args") && !container.has("command"), "args are not read here");
  }

  private static Stream<String> closedPorts(ObjectNode deployment) {
    var container = Scope.CONTAINER.at().in(deployment);
    var main = FieldPath.of("ports [grpc] containerPort").in(container).asInt();
    var health = FieldPath.of("ports [health] containerPort").in(container).asInt();
    var opened = (Optional<?>) option(deployment, "--health-port", Optional.class);
    return Stream.of(
            unless(main == option(deployment, "--port", Integer.class), "--port " + main),
            unless(opened.equals(Optional.of(health)), "--health-port " + health),
            Stream.of("startupProbe", "livenessProbe", "readinessProbe")
                .filter(probe -> container.path(probe).at("/grpc/port").asInt() != health))
        .flatMap(wrong -> wrong);
  }

  private static Stream<String> connectionAge(ObjectNode deployment) {
    var age = option(deployment, "--connection-age", Duration.class);
    return unless(age.toSeconds() >= 60 && age.toSeconds() <= 120, "--connection-age " + age);
  }

  private static Stream<String> stop(ObjectNode deployment) {
    var pod = Scope.POD.at().in(deployment);
    var preStop = seconds(pod.at("/containers/0/lifecycle/preStop/sleep/seconds"));
    var hold = option(deployment, "--drain-hold", Duration.class);
    var grace = option(deployment, "--drain-grace", Duration.class);
    var flush =
        option(deployment, "--otlp-endpoint", Optional.class).isPresent()
            ? MeterExport.FLUSH
            : Duration.ZERO;
    var needed = preStop.plus(hold).plus(grace).plus(CUT_OFF).plus(flush).plus(MARGIN);
    var given = seconds(pod.path("terminationGracePeriodSeconds"));
    return Stream.concat(
        unless(given.compareTo(needed) >= 0, given + " for a stop of " + needed),
        unless(hold.toSeconds() >= 5, "--drain-hold " + hold));
  }

  private static Stream<String> deadlines(ObjectNode deployment) {
    var grace = option(deployment, "--drain-grace", Duration.class);
    return ServerProgram.of(deployment)
        .methods()
        .map(method -> method.getOptions().getExtension(CallPolicyProto.callPolicy).getDeadline())
        .map(deadline -> Duration.ofSeconds(deadline.getSeconds(), deadline.getNanos()))
        .filter(deadline -> deadline.compareTo(grace) > 0)
        .map(deadline -> "--drain-grace " + grace + " for calls of " + deadline);
  }

  private static Duration seconds(JsonNode node) {
    return Duration.ofSeconds(node.asInt());
  }

  private static <T> T option(ObjectNode deployment, String option, Class<T> type) {
    var environment = ServerProgram.environment(deployment);
    return Objects.requireNonNull(
        ServerProgram.of(deployment).value(option, type, environment), option);
  }

  private static Stream<String> unless(boolean holds, String wrong) {
    return holds ? Stream.empty() : Stream.of(wrong);
  }
}
