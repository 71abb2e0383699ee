package dev.faremesh.lab.chain;

import dev.faremesh.cli.local.ServerProcess;
import dev.faremesh.lab.scenario.ServerCommand;
import dev.faremesh.lab.v1.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Ahead-of-time caches of the JVM (JEP 483 and 514) for the programs of chains: a server that has
 * one takes about half the processor to start. Each is made by a start of its program, and kept
 * until the program changes. Used by one thread; what it gave out stays as it was.
 */
public final class AotCaches {
  private static final Duration READY_WITHIN = Duration.ofSeconds(60);
  private static final Duration WRITTEN_WITHIN = Duration.ofSeconds(60);

  private static final String SUFFIX = ".aot";

  /** What the JVM does anyway. */
  private static final String WITHOUT = "-Xshare:auto";

  /** G1 alone writes the heap into a cache; other collectors read it. */
  private static final Map<String, String> WRITER =
      Map.of("JDK_AOT_VM_OPTIONS", "-XX:-UseSerialGC -XX:+UseG1GC");

  private final Path home;
  private final Path folder;
  private final Map<List<String>, String> options = new HashMap<>();

  /**
   * Knows no program yet.
   *
   * @param home the checkout
   * @param folder where caches are kept
   */
  public AotCaches(Path home, Path folder) {
    this.home = home;
    this.folder = folder;
  }

  /**
   * Makes the caches that are missing, side by side. A program that does not start, or does not
   * write a cache, goes without.
   *
   * @throws IOException when the folder cannot be written to
   */
  public void make(List<Server> servers) throws IOException, InterruptedException {
    var programs = new LinkedHashMap<List<String>, Server>();
    servers.stream()
        .filter(server -> new ServerCommand(server).places().contains("aot"))
        .forEach(server -> programs.putIfAbsent(new ServerCommand(server).program(), server));
    programs.keySet().removeAll(options.keySet());
    var trainings = new ArrayList<Training>();
    for (var program : programs.entrySet()) {
      var cache = cache(program.getKey());
      if (!Files.exists(cache)) {
        Files.createDirectories(folder);
        deleteOthers(cache);
        trainings.add(train(program.getValue(), cache));
      }
      options.put(program.getKey(), "-XX:AOTCache=" + cache);
    }
    for (Training training : trainings) {
      if (!training.finished()) {
        options.put(new ServerCommand(training.server()).program(), WITHOUT);
      }
    }
  }

  /** The option by which the JVM of a server takes its cache. */
  public String option(Server server) {
    return options.getOrDefault(new ServerCommand(server).program(), WITHOUT);
  }

  /** A program that writes its cache when it ends. */
  private record Training(Server server, ServerProcess process, Path written, Path cache) {
    boolean finished() throws IOException, InterruptedException {
      try {
        process.awaitReady(READY_WITHIN);
        process.drain();
        process.awaitEnd(WRITTEN_WITHIN);
        Files.move(written, cache, StandardCopyOption.ATOMIC_MOVE);
        return true;
      } catch (IOException e) {
        return false; // started in earnest, the program says what is wrong
      } finally {
        process.awaitEnd(Duration.ZERO);
        Files.deleteIfExists(written);
      }
    }
  }

  private Training train(Server server, Path cache) throws IOException {
    var written = Files.createTempFile(folder, "training", SUFFIX);
    Files.delete(written);
    var command = new ServerCommand(server);
    var values = new HashMap<String, String>();
    command.places().forEach(place -> values.put(place, "127.0.0.1:1")); // nobody is called
    values.put("aot", "-XX:AOTCacheOutput=" + written);
    values.put("port", "0");
    var process =
        ServerProcess.start(
            server.getName(),
            command.filledIn(home, values),
            WRITER,
            folder.resolve(server.getName() + ".log"));
    return new Training(server, process, written, cache);
  }

  /** Named by the program and by its state: the JVM, and the files that its words name. */
  private Path cache(List<String> program) throws IOException {
    var state = new StringBuilder(System.getProperty("java.vm.version"));
    for (String word : program) {
      var file = Path.of(word.replace("{home}", home.toString()));
      if (Files.isRegularFile(file)) {
        state.append(Files.size(file)).append(Files.getLastModifiedTime(file));
      }
    }
    return folder.resolve(
        "%08x-%08x%s".formatted(program.hashCode(), state.toString().hashCode(), SUFFIX));
  }

  /** Those of the same program in another state are of no use any more. */
  private void deleteOthers(Path cache) throws IOException {
    var program = cache.getFileName().toString().substring(0, 9);
    try (var others = Files.newDirectoryStream(folder, program + "*" + SUFFIX)) {
      for (Path other : others) {
        Files.delete(other);
      }
    }
  }
}
