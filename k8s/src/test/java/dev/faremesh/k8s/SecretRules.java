package dev.faremesh.k8s;

import static dev.faremesh.k8s.Expect.is;
import static dev.faremesh.k8s.Rule.required;
import static dev.faremesh.k8s.Scope.CONTAINER;
import static dev.faremesh.k8s.Scope.POD;

import java.util.List;
import java.util.stream.Stream;

/** The keys of quotes: a file, the same for those who make quotes and those who book them. */
final class SecretRules {
  private static final String FILE =
      "KL env-var-secret; KU C-0207: a file, read by its group alone";
  private static final String PATH = "/etc/faremesh/quote-keys";

  private SecretRules() {}

  static List<Rule> of(Overlay overlay) {
    return switch (overlay) {
      case LOCAL -> List.of(); // a key of each process
      case PRODUCTION, GATEWAY ->
          Stream.of(ServerProgram.PRICING, ServerProgram.DEMAND)
              .flatMap(SecretRules::mounted)
              .toList();
    };
  }

  private static Stream<Rule> mounted(ServerProgram server) {
    var pod = POD.named(server.deployment);
    var container = CONTAINER.named(server.deployment);
    return Stream.of(
        required(
            server + " has keys",
            FILE,
            pod,
            "volumes [quote-keys] secret secretName",
            is("quote-keys")),
        required(
            server + " alone",
            FILE,
            pod,
            "volumes [quote-keys] secret defaultMode",
            is(0b100_100_000)),
        required(
            server + " only reads",
            FILE,
            container,
            "volumeMounts [quote-keys] readOnly",
            is(true)),
        required(
            server + " reads there",
            FILE,
            container,
            "volumeMounts [quote-keys] mountPath",
            is(PATH)),
        required(
            server + " is told",
            FILE,
            container,
            "env [" + server + "_QUOTE_KEYS] value",
            is(PATH + "/keys.json")));
  }
}
