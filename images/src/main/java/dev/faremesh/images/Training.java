package dev.faremesh.images;

import dev.faremesh.cli.local.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Makes the ahead-of-time caches of the JVM (JEP 483, 514, 515): a small mesh runs, `fare` uses it,
 * and each process writes at its end what it had loaded, and which of its code was hot.
 */
final class Training {
  private static final Duration MOST = Duration.ofSeconds(90);

  /** G1 alone writes the heap into a cache; other collectors read it. */
  private static final Map<String, String> WRITER =
      Map.of("JDK_AOT_VM_OPTIONS", "-XX:-UseSerialGC -XX:+UseG1GC");

  private static final List<String> PLACES = List.of("40.7580,-73.9855", "40.6413,-73.7781");
  private static final int CALLS = 3;

  private final Map<Program, Installation> installations;
  private final Path logs;

  /**
   * Of programs as they are installed.
   *
   * @param installations one of each program
   * @param logs the folder for what they print
   */
  Training(Map<Program, Installation> installations, Path logs) {
    this.installations = new EnumMap<>(installations);
    this.logs = logs;
  }

  /** Gives every installation a cache: a kept one when it fits, else a new one, which is kept. */
  void run(Path kept) throws IOException, InterruptedException {
    var missing = false;
    for (Installation installed : installations.values()) {
      missing |= Files.notExists(place(kept, installed));
    }
    if (missing) {
      train();
      Files.createDirectories(kept);
    }
    for (Installation installed : installations.values()) {
      var place = place(kept, installed);
      if (missing) {
        Files.move(installed.cache(), place, StandardCopyOption.REPLACE_EXISTING);
      }
      Files.copy(place, installed.cache());
      check(installed);
    }
  }

  private static Path place(Path kept, Installation installed) throws IOException {
    return kept.resolve(installed.program().image() + "-" + installed.fingerprint() + ".aot");
  }

  private void train() throws IOException, InterruptedException {
    Trees.fresh(logs);
    var servers = new ArrayList<ServerProcess>();
    try {
      var targets = new EnumMap<Program, String>(Program.class);
      for (Program program : installations.keySet()) {
        if (program.isServer()) {
          var server = start(program, targets);
          servers.add(server);
          targets.put(program, "127.0.0.1:" + server.awaitReady(MOST));
        }
      }
      use(targets);
    } finally {
      servers.forEach(ServerProcess::drain);
      servers.forEach(server -> server.awaitEnd(MOST));
    }
  }

  private ServerProcess start(Program program, Map<Program, String> others) throws IOException {
    var arguments = new ArrayList<>(List.of("--port=0", "--until-stdin-closes"));
    if (program == Program.PRICING) {
      arguments.add("--supply-target=" + others.get(Program.SUPPLY));
      arguments.add("--demand-target=" + others.get(Program.DEMAND));
    }
    return ServerProcess.start(
        program.image(), recording(program, arguments), WRITER, log(program));
  }

  private void use(Map<Program, String> targets) throws IOException, InterruptedException {
    var target =
        "--target=supply=%s,demand=%s,pricing=%s"
            .formatted(
                targets.get(Program.SUPPLY),
                targets.get(Program.DEMAND),
                targets.get(Program.PRICING));
    var quote = List.of("quote", PLACES.getFirst(), PLACES.getLast(), target);
    var ride =
        List.of("ride", "request", PLACES.getFirst(), PLACES.getLast(), "--rider=ana", target);
    var fare = installation(Program.FARE);
    for (int i = 0; i < CALLS; i++) {
      run(fare.command(List.of(), quote), log(Program.FARE));
      run(fare.command(List.of(), ride), log(Program.FARE));
    }
    run(recording(Program.FARE, quote), log(Program.FARE));
  }

  private List<String> recording(Program program, List<String> arguments) {
    var installed = installation(program);
    return installed.command(List.of("-XX:AOTCacheOutput=" + installed.cache()), arguments);
  }

  /** A cache that the JVM would pass over, were it not told to insist, is no cache. */
  private void check(Installation installed) throws IOException, InterruptedException {
    var insisting = List.of("-XX:AOTCache=" + installed.cache(), "-XX:AOTMode=on");
    run(installed.command(insisting, List.of("--help")), log(installed.program()));
  }

  private static void run(List<String> words, Path log) throws IOException, InterruptedException {
    Files.createDirectories(log.getParent());
    var builder =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(WRITER);
    var process = builder.start();
    process.getOutputStream().close();
    if (!process.waitFor(MOST.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly().onExit().join();
      throw new IOException("%s did not end within %s; see %s".formatted(words, MOST, log));
    }
    if (process.exitValue() != 0) {
      throw new IOException(
          "%s: exit code %d (expected: 0); see %s".formatted(words, process.exitValue(), log));
    }
  }

  private Installation installation(Program program) {
    var installed = installations.get(program);
    if (installed == null) {
      throw new IllegalArgumentException(program + " is not installed");
    }
    return installed;
  }

  private Path log(Program program) {
    return logs.resolve(program.image() + ".log");
  }
}
