package dev.faremesh.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.JsonFormat;
import dev.faremesh.cli.Fare;
import dev.faremesh.cli.certs.DevelopmentCertificates;
import dev.faremesh.cli.offline.OfflineVerb;
import dev.faremesh.pricing.v1.Quote;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Keys and tokens stand in their files, and nowhere else that anybody looks. */
@Timeout(240)
@EnabledOnOs(value = OS.LINUX, disabledReason = "SKIPPED: needs /proc, as Linux has it")
class SecretsIT {
  private static final Pattern VERB = Pattern.compile("(?m)^  ([a-z][a-z-]*)  ");

  /** Cold programs may be; then they are asked again. */
  private static final int TOO_LATE = 64 + 4;

  private static final String REQUEST_ID = "--request-id=" + UUID.randomUUID();
  private static final String FROM = "40.7580,-73.9855";
  private static final String TO = "40.6413,-73.7781";

  @TempDir private Path dataDir = Path.of("");
  @TempDir private Path scratch = Path.of("");
  private final Secrets secrets = new Secrets();
  private final Map<String, List<String>> found = new TreeMap<>();

  @Test
  void noKeyAndNoTokenStandsInLogsHelpErrorsOrTheListOfProcesses() throws Exception {
    var news = scratch.resolve("news");
    try (var up =
        new FareUp(
            dataDir, Map.of(), Redirect.to(news.toFile()), "--tls", "--faults", "--mesh-control")) {
      knowKeys();
      var quote = quote(up);
      secrets.token(quote.getToken());
      var token = written("token", quote.getToken());

      var wrong = quote.getToken().replaceFirst("^.{9}", "x".repeat(9));
      complains("a broken token", ride(up, "--quote-token=@" + written("wrong", wrong)));
      complains("a token as an argument", ride(up, "--quote-token=" + quote.getToken()));
      complains("verify, likewise", verify(quote.getToken()));
      watch("a booking", ride(up, "--quote-token=-"), token);
      watch("an audit", verify("-"), token);
      breakFiles();
      awaitRefusals(news);
      up.servers().forEach((name, server) -> note("process " + name, secrets.in(server)));
      note("process fare", secrets.in(up.process().toHandle()));
    }
    note("news", secrets.in(Secrets.content(news)));
    try (var logs = Files.list(dataDir.resolve("logs"))) {
      logs.forEach(log -> note(log.toString(), secrets.in(Secrets.content(log))));
    }
    help();
    assertThat(found).as("%s were looked for", secrets).isEmpty();
  }

  /** Or the test above would say nothing. */
  @Test
  void whatIsLeakedIsFound() throws Exception {
    var keys = dataDir.resolve("keys.json");
    var made = Command.run(FareUp.fare("keys", "new", keys.toString()));
    assertThat(made.exitCode()).as(made.err()).isZero();
    new DevelopmentCertificates(dataDir.resolve("tls")).ensure(Instant.now());
    var pem = dataDir.resolve("tls/fare.key");
    secrets.keyset(keys).pem(pem).token("CgRxLTE3.AQAAAAc0123456789");

    assertThat(secrets.in(Secrets.content(keys))).isNotEmpty();
    assertThat(secrets.in("key " + Files.readAllLines(pem).get(1) + " is broken")).isNotEmpty();
    assertThat(secrets.in("calm")).isEmpty();
    var told = new ProcessBuilder("sleep", "600");
    told.environment().put("TOKEN", "CgRxLTE3.AQAAAAc0123456789");
    var given = new ProcessBuilder("sh", "-c", "sleep 600", "--token=CgRxLTE3.AQAAAAc0123456789");
    for (ProcessBuilder leaky : List.of(told, given)) {
      var process = leaky.start();
      try {
        while (secrets.in(process.toHandle()).isEmpty()) {
          assertThat(process.isAlive()).isTrue(); // it is not yet what it was started to be
        }
      } finally {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
      }
    }
  }

  private void knowKeys() throws IOException {
    secrets.keyset(dataDir.resolve("quote-keys.json"));
    try (var files = Files.list(dataDir.resolve("tls"))) {
      files.filter(file -> file.toString().endsWith(".key")).forEach(secrets::pem);
    }
  }

  private Quote quote(FareUp up) throws IOException {
    var words =
        withTls("fare", "quote", FROM, TO, "--rider=ana", "-o", "json", up.target(Peer.PRICING));
    var quoted = Command.run(words);
    while (quoted.exitCode() == TOO_LATE) {
      quoted = Command.run(words);
    }
    assertThat(quoted.exitCode()).as(quoted.err()).isZero();
    note("a quote", secrets.in(quoted.err()));
    var quote = Quote.newBuilder();
    JsonFormat.parser().merge(quoted.out(), quote);
    return quote.build();
  }

  private List<String> ride(FareUp up, String token) {
    return withTls(
        "fare",
        "ride",
        "request",
        FROM,
        TO,
        "--rider=ana",
        REQUEST_ID,
        token,
        up.target(Peer.DEMAND));
  }

  private List<String> verify(String token) {
    return FareUp.fare("quote", "verify", token, "--keys=" + dataDir.resolve("quote-keys.json"));
  }

  private List<String> withTls(String member, String... words) {
    var command = FareUp.fare(words);
    var tls = dataDir.resolve("tls");
    command.add("--deadline=10s");
    command.add("--tls-cert=" + tls.resolve(member + ".pem"));
    command.add("--tls-key=" + tls.resolve(member + ".key"));
    command.add("--tls-ca=" + tls.resolve("ca.pem"));
    return command;
  }

  private Path written(String name, String content) throws IOException {
    return Files.writeString(scratch.resolve(name), content);
  }

  /** What fails must say so, and no more. */
  private void complains(String what, List<String> words) {
    var ended = Command.run(words);
    assertThat(ended.exitCode()).as(what).isNotZero();
    assertThat(ended.err()).as(what).isNotBlank();
    note(what, secrets.in(ended.out() + ended.err()));
  }

  /** Looks at a program, and at those that it starts, for as long as they run. */
  private void watch(String what, List<String> words, Path in) throws IOException {
    var out = scratch.resolve("out");
    var process =
        new ProcessBuilder(words)
            .directory(Project.HOME.toFile())
            .redirectInput(in.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    while (process.isAlive()) {
      Stream.concat(Stream.of(process.toHandle()), process.descendants())
          .forEach(each -> note("process of " + what, secrets.in(each)));
    }
    if (process.exitValue() == TOO_LATE) {
      watch(what, words, in);
      return;
    }
    assertThat(process.exitValue()).as("%s: %s", what, Secrets.content(out)).isZero();
    note(what, secrets.in(Secrets.content(out)));
  }

  /** Keys that are torn are in none of the errors about them. */
  private void breakFiles() throws IOException {
    var tls = dataDir.resolve("tls");
    var key = torn(tls.resolve("fare.key"));
    var keys = torn(dataDir.resolve("quote-keys.json"));
    complains("torn keys", FareUp.fare("keys", "list", keys.toString()));
    complains(
        "a server with torn keys",
        List.of(
            Project.java(),
            "-jar",
            Project.jar("pricing-server").toString(),
            "--port=0",
            "--quote-keys=" + keys));
    var command = withTls("fare", "quote", FROM, TO);
    command.replaceAll(word -> word.startsWith("--tls-key=") ? "--tls-key=" + key : word);
    complains("a torn key", command);
    Files.copy(keys, dataDir.resolve("quote-keys.json"), StandardCopyOption.REPLACE_EXISTING);
    for (Peer peer : Peer.values()) {
      var own = tls.resolve(peer.program() + ".key");
      Files.copy(torn(own), own, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Most of it, so that the keys are there and the end is not. */
  private Path torn(Path file) throws IOException {
    var content = Files.readString(file).strip();
    return written("torn-" + file.getFileName(), content.substring(0, content.length() - 2));
  }

  /** Servers that read their files again say why they do not take them. */
  private void awaitRefusals(Path news) {
    for (Peer peer : Peer.values()) {
      var log = dataDir.resolve("logs").resolve(peer.program() + ".log");
      awaitWords(log, news, "refused", peer.program() + ".key");
      if (peer != Peer.SUPPLY) {
        awaitWords(log, news, "quote-keys.json refused");
      }
    }
  }

  private static void awaitWords(Path log, Path news, String... words) {
    while (!Stream.of(words).allMatch(Secrets.content(log)::contains)) {
      assertThat(Secrets.content(news)).as("news").doesNotContain("ended with exit code");
      Pause.of(Duration.ofMillis(50));
    }
  }

  private void help() {
    var tls = dataDir.resolve("tls");
    var environment =
        Map.of(
            "FARE_TLS_CERT", tls.resolve("fare.pem").toString(),
            "FARE_TLS_KEY", tls.resolve("fare.key").toString(),
            "PRICING_TLS_KEY", tls.resolve("pricing-server.key").toString(),
            "PRICING_QUOTE_KEYS", dataDir.resolve("quote-keys.json").toString(),
            "DEMAND_QUOTE_KEYS", dataDir.resolve("quote-keys.json").toString());
    for (Peer peer : Peer.values()) {
      shows(
          peer.program(),
          List.of(Project.java(), "-jar", Project.jar(peer.program()).toString(), "--help"),
          environment);
    }
    shows("fare quote verify", FareUp.fare("quote", "verify", "--help"), environment);
    shows("fare lab", FareUp.fare("lab", "--help"), environment);
    var verbs = new TreeSet<String>();
    helpOf(List.of(), environment, verbs);
    assertThat(verbs).contains("quote", "ride request", "keys list", "certs dev", "up");
  }

  private void shows(String program, List<String> words, Map<String, String> environment) {
    var ended = Command.run(words, environment);
    assertThat(ended.exitCode()).as(program + ended.err()).isZero();
    assertThat(ended.out()).contains("Usage: ");
    note(program + " --help", secrets.in(ended.out() + ended.err()));
  }

  private void helpOf(List<String> verb, Map<String, String> environment, SortedSet<String> asked) {
    var text = new StringWriter();
    var words = new ArrayList<>(verb);
    words.add("--help");
    var out = new PrintWriter(text, true);
    int code = Fare.run(words.toArray(String[]::new), out, out, environment);
    assertThat(code).as("%s: %s", words, text).isZero();
    asked.add(String.join(" ", verb));
    note("fare " + String.join(" ", words), secrets.in(text.toString()));
    int verbs = text.toString().indexOf("Verbs:");
    if (verbs >= 0) {
      VERB.matcher(text.toString().substring(verbs))
          .results()
          .map(match -> match.group(1))
          .map(below -> plus(verb, below))
          .filter(below -> OfflineVerb.asked(below.toArray(String[]::new)).isEmpty())
          .forEach(below -> helpOf(below, environment, asked));
    }
  }

  private static List<String> plus(List<String> verb, String below) {
    return Stream.concat(verb.stream(), Stream.of(below)).toList();
  }

  private void note(String where, List<String> leaked) {
    if (!leaked.isEmpty()) {
      found.put(where, leaked);
    }
  }
}
