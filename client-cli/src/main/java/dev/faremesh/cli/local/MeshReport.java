package dev.faremesh.cli.local;

import dev.faremesh.cli.call.Peer;
import dev.faremesh.cli.certs.DevelopmentCertificates;
import dev.faremesh.cli.output.OutputOptions;
import dev.faremesh.cli.output.PlainJson;
import dev.faremesh.cli.output.Table;
import dev.faremesh.cli.output.Tone;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says what runs, and what to try next. */
final class MeshReport {
  private final LocalMesh mesh;
  private final List<String> controls;
  private final Optional<DevelopmentCertificates> certificates;

  /**
   * Of a mesh that runs.
   *
   * @param controls the flags that say what may be done to its servers
   * @param certificates by which its members know each other; empty: it speaks in clear text
   */
  MeshReport(
      LocalMesh mesh, List<String> controls, Optional<DevelopmentCertificates> certificates) {
    this.mesh = mesh;
    this.controls = List.copyOf(controls);
    this.certificates = certificates;
  }

  void print(OutputOptions output) {
    if (output.json()) {
      output.out().println(PlainJson.document(facts()));
      return;
    }
    var table = Table.of("SERVER", "ADDRESS", "PID>", "LOG");
    for (Member member : mesh.members()) {
      table.row(member.name(), member.address(), "" + member.pid(), shortest(member.log()));
    }
    table.print(output.terminal());
    if (!controls.isEmpty()) {
      var on = "On, and not for production: " + String.join(", ", controls);
      output.out().println(output.terminal().paint(Tone.WARNING, on));
    }
    output.out().println();
    output.out().println("Try, in another terminal:");
    for (String command : next()) {
      output.out().println("  " + output.terminal().paint(Tone.STRONG, command));
    }
    output.out().println("Ctrl-C drains and stops all three.");
  }

  private List<String> next() {
    var next = new ArrayList<String>();
    next.add("./fare check" + targets(Peer.values()));
    next.add("./fare replay FILE --speed 600" + targets(Peer.SUPPLY, Peer.DEMAND));
    next.add("./fare quote 40.7580,-73.9855 40.6413,-73.7781" + targets(Peer.PRICING));
    next.add("./fare surge --around 40.7580,-73.9855" + targets(Peer.PRICING));
    if (controls.contains("--faults")) {
      next.add("./fare fault inject GetDemand --stall --for 20s" + targets(Peer.DEMAND));
    }
    return next;
  }

  /** What a verb that talks to these servers must be told, if they are not where it looks. */
  private String targets(Peer... servers) {
    var options = new StringBuilder();
    for (Peer server : servers) {
      var address = mesh.address(server);
      if (!address.equals(Launch.HOST + ":" + server.port())) {
        options
            .append(" --target ")
            .append(servers.length == 1 ? "" : server + "=")
            .append(address);
      }
    }
    certificates.map(MeshReport::tls).ifPresent(options::append);
    return options.toString();
  }

  private static String tls(DevelopmentCertificates certificates) {
    if (certificates.areWhereVerbsLook()) {
      return " --tls";
    }
    var files = certificates.files("fare");
    var options = new StringBuilder();
    files.authorities().ifPresent(path -> options.append(" --tls-ca ").append(shortest(path)));
    files.certificate().ifPresent(path -> options.append(" --tls-cert ").append(shortest(path)));
    files.key().ifPresent(path -> options.append(" --tls-key ").append(shortest(path)));
    return options.toString();
  }

  private static String shortest(Path path) {
    var here = Path.of("").toAbsolutePath();
    return path.startsWith(here) ? here.relativize(path).toString() : path.toString();
  }

  private Map<String, Object> facts() {
    var servers = mesh.members().stream().map(MeshReport::facts).toList();
    var facts = new LinkedHashMap<String, Object>();
    facts.put("servers", servers);
    facts.put("controls", controls);
    facts.put("next", next());
    return facts;
  }

  private static Map<String, Object> facts(Member member) {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("name", member.name());
    facts.put("address", member.address());
    facts.put("pid", member.pid());
    facts.put("log", member.log());
    return facts;
  }
}
