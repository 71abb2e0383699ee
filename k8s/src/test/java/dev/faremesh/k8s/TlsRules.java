package dev.faremesh.k8s;

import static dev.faremesh.k8s.Expect.is;
import static dev.faremesh.k8s.Expect.matches;
import static dev.faremesh.k8s.Rule.required;
import static dev.faremesh.k8s.Scope.CONTAINER;
import static dev.faremesh.k8s.Scope.POD;
import static dev.faremesh.k8s.Scope.PORT;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Who proves who it is: every server, where there is no gateway that could not. Where callers have
 * identities, each has a rate.
 */
final class TlsRules {
  private static final String FILES = "as cert-manager names them";
  private static final String PRIVATE = "KL env-var-secret; KU C-0207: read by its group alone";
  private static final String PATH = "/etc/faremesh/tls";
  private static final Map<String, String> VARIABLES =
      Map.of("CERT", "tls.crt", "KEY", "tls.key", "CA", "ca.crt");

  private TlsRules() {}

  static List<Rule> of(Overlay overlay) {
    return switch (overlay) {
      case LOCAL, GATEWAY ->
          List.of(
              required(
                  "HTTP/2 without TLS",
                  "gateways must not speak HTTP/1",
                  PORT,
                  "appProtocol",
                  is("kubernetes.io/h2c")));
      case PRODUCTION ->
          Stream.concat(
                  Stream.of(
                      required(
                          "TLS", "who meets the port knows", PORT, "appProtocol", is("https"))),
                  Arrays.stream(ServerProgram.values()).flatMap(TlsRules::mounted))
              .toList();
    };
  }

  private static Stream<Rule> mounted(ServerProgram server) {
    var pod = POD.named(server.deployment);
    var container = CONTAINER.named(server.deployment);
    var told =
        VARIABLES.entrySet().stream()
            .map(file ->
                required(
                    server + " is told of its " + file.getKey(),
                    FILES,
                    container,
                    "env [" + server + "_TLS_" + file.getKey() + "] value",
                    is(PATH + "/" + file.getValue())));
    return Stream.concat(
        told,
        Stream.of(
            required(
                server + " holds each caller to a rate",
                "one that loops would be served before all others",
                container,
                "env [" + server + "_RATE_PER_CALLER] value",
                matches("[1-9][0-9]{2,4}")), // more than a server's own rehearsal of 200
            required(
                server + " has a certificate of its own",
                PRIVATE,
                pod,
                "volumes [tls] secret secretName",
                is(server.deployment + "-tls")),
            required(
                server + " keeps its key to itself",
                PRIVATE,
                pod,
                "volumes [tls] secret defaultMode",
                is(0b100_100_000)),
            required(
                server + " does not write its certificate",
                PRIVATE,
                container,
                "volumeMounts [tls] readOnly",
                is(true)),
            required(
                server + " reads its certificate there",
                FILES,
                container,
                "volumeMounts [tls] mountPath",
                is(PATH))));
  }
}
