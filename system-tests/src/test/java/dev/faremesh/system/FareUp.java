package dev.faremesh.system;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code fare up} on free ports, as a child process, with what it said of its servers. */
final class FareUp implements AutoCloseable {
  /** For tests that call a server a few times. */
  static final Map<String, String> SOON_READY =
      Map.of("JDK_JAVA_OPTIONS", String.join(" ", ProcessMesh.SOON_READY));

  private final Process process;
  private final List<String> proof = new ArrayList<>();
  private final Map<String, ProcessHandle> servers = new LinkedHashMap<>();
  private final Map<String, String> addresses = new LinkedHashMap<>();

  /** In clear text or with mutual TLS, and with servers that are ready before they are fast. */
  static FareUp soonReady(Path dataDir, boolean tls) {
    var options = tls ? new String[] {"--tls"} : new String[0];
    return new FareUp(dataDir, SOON_READY, Redirect.INHERIT, options);
  }

  /**
   * Starts.
   *
   * @param environment of the servers too
   * @param news where what it says to people goes
   */
  FareUp(Path dataDir, Map<String, String> environment, Redirect news, String... options) {
    var command =
        fare(
            "up",
            "--supply-port=0",
            "--demand-port=0",
            "--pricing-port=0",
            "--data-dir=" + dataDir,
            "--output=json");
    command.addAll(List.of(options));
    if (command.contains("--tls")) {
      var certificates = dataDir.resolve("tls");
      proof.add("--tls-cert=" + certificates.resolve("fare.pem"));
      proof.add("--tls-key=" + certificates.resolve("fare.key"));
      proof.add("--tls-ca=" + certificates.resolve("ca.pem"));
    }
    try {
      var program = new ProcessBuilder(command).redirectError(news);
      program.environment().putAll(environment);
      process = program.start();
      read(documentFrom(process));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The words of a command of the shipped client. */
  static List<String> fare(String... arguments) {
    var words =
        new ArrayList<>(
            List.of(
                Project.java(),
                "-XX:+UseSerialGC",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dfare.home=" + Project.HOME,
                "-jar",
                Project.jar("client-cli").toString()));
    words.addAll(List.of(arguments));
    return words;
  }

  /** Likewise, to call servers of this mesh. */
  List<String> verb(List<Peer> peers, String... arguments) {
    var words = fare(arguments);
    words.add(target(peers.toArray(Peer[]::new)));
    words.addAll(proof);
    return words;
  }

  Process process() {
    return process;
  }

  Map<String, ProcessHandle> servers() {
    return servers;
  }

  /** Where a server listens. */
  String address(Peer peer) {
    return String.valueOf(addresses.get(peer.program()));
  }

  /** As a verb's option. */
  String target(Peer... peers) {
    var targets = new ArrayList<String>();
    for (Peer peer : peers) {
      var name = peer.name().toLowerCase(java.util.Locale.ROOT);
      targets.add(name + "=" + addresses.get(peer.program()));
    }
    return "--target=" + String.join(",", targets);
  }

  /** Reads the one JSON document that is printed: to the line that is a closing brace. */
  private static String documentFrom(Process process) throws IOException {
    var document = new StringBuilder();
    var out = process.inputReader(StandardCharsets.UTF_8);
    String line;
    do {
      line = out.readLine();
      document.append(line).append('\n');
    } while (line != null && !line.equals("}"));
    return document.toString();
  }

  private void read(String document) throws InvalidProtocolBufferException {
    var json = Struct.newBuilder();
    JsonFormat.parser().merge(document, json);
    for (Value entry : json.getFieldsOrThrow("servers").getListValue().getValuesList()) {
      var server = entry.getStructValue().getFieldsMap();
      var name = server.get("name").getStringValue();
      long pid = (long) server.get("pid").getNumberValue();
      servers.put(name, ProcessHandle.of(pid).orElseThrow());
      addresses.put(name, server.get("address").getStringValue());
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
