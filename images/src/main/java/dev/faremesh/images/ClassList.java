package dev.faremesh.images;

import dev.faremesh.cli.local.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Lists the classes that programs load in use: a small mesh runs, and `fare` uses it. What is
 * listed differs a little from run to run, which is why the list is kept among the sources.
 */
final class ClassList {
  private static final Duration MOST = Duration.ofSeconds(90);
  private static final List<String> PLACES = List.of("40.7580,-73.9855", "40.6413,-73.7781");

  private final Map<Program, Installation> installations;
  private final Path folder;

  /**
   * Of programs as they are installed.
   *
   * @param installations one of each program
   * @param folder for what they print, and what each lists
   */
  ClassList(Map<Program, Installation> installations, Path folder) {
    this.installations = new EnumMap<>(installations);
    this.folder = folder;
  }

  /** Writes the list anew. */
  void write(Path list) throws IOException, InterruptedException {
    Trees.fresh(folder);
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
    Files.write(list, lines());
  }

  private ServerProcess start(Program program, Map<Program, String> others) throws IOException {
    var arguments = new ArrayList<>(List.of("--port=0", "--until-stdin-closes"));
    if (program == Program.PRICING) {
      arguments.add("--supply-target=" + others.get(Program.SUPPLY));
      arguments.add("--demand-target=" + others.get(Program.DEMAND));
    }
    var name = program.image();
    return ServerProcess.start(name, listing(program, name, arguments), log(program));
  }

  private void use(Map<Program, String> targets) throws IOException, InterruptedException {
    var target =
        "--target=supply=%s,demand=%s,pricing=%s"
            .formatted(
                targets.get(Program.SUPPLY),
                targets.get(Program.DEMAND),
                targets.get(Program.PRICING));
    var patient = "--deadline=30s"; // listing takes time
    var quote = List.of("quote", PLACES.getFirst(), PLACES.getLast(), target, patient);
    var ride =
        List.of(
            "ride", "request", PLACES.getFirst(), PLACES.getLast(), "--rider=ana", target, patient);
    Tool.run(listing(Program.FARE, "quote", quote), log(Program.FARE));
    Tool.run(listing(Program.FARE, "ride", ride), log(Program.FARE));
  }

  private List<String> listing(Program program, String name, List<String> arguments) {
    var installed = installations.get(program);
    if (installed == null) {
      throw new IllegalArgumentException(program + " is not installed");
    }
    var option = "-XX:DumpLoadedClassList=" + folder.resolve(name + ".classes");
    return installed.command(List.of(option), arguments);
  }

  /**
   * Names of classes, and the lambdas that were called. What else the JVM lists holds for exactly
   * the bytes of a class.
   */
  private List<String> lines() throws IOException {
    var classes = new TreeSet<String>();
    var lambdas = new TreeSet<String>();
    for (Path file : Trees.files(folder)) {
      if (file.toString().endsWith(".classes")) {
        for (String line : Files.readAllLines(file)) {
          if (line.startsWith("@lambda")) {
            lambdas.add(line);
          } else if (!line.startsWith("@") && !line.startsWith("#")) {
            classes.add(line.split(" ", 2)[0]);
          }
        }
      }
    }
    return Stream.concat(classes.stream(), lambdas.stream()).toList();
  }

  private Path log(Program program) {
    return folder.resolve(program.image() + ".log");
  }
}
