package dev.faremesh.images;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A JVM with the modules that the programs need, from the JDK that runs this.
 *
 * @param home its folder
 */
record JavaRuntime(Path home) {
  /** What no class names: providers, and what helps to look into a running server. */
  private static final List<String> FOUND_AT_RUN_TIME =
      List.of(
          "jdk.crypto.ec",
          "jdk.naming.dns",
          "jdk.zipfs",
          "jdk.management",
          "jdk.jfr",
          "java.net.http"); // telemetry, which is found when it is asked for

  /** Where classes are named that no program here reaches. */
  private static final List<String> NEVER_REACHED = List.of("java.desktop");

  /**
   * Links a runtime in a folder that is made anew.
   *
   * @param programs jars
   * @param libraries of all of them
   */
  static JavaRuntime link(Collection<Path> programs, Collection<Path> libraries, Path home)
      throws IOException {
    Trees.delete(home);
    var modules = modulesOf(programs, libraries);
    System.out.println("java modules: " + String.join(",", modules));
    run(
        "jlink",
        List.of(
            "--add-modules=" + String.join(",", modules),
            "--ignore-modified-runtime", // distributions put certificates of their own into a JDK
            "--strip-java-debug-attributes",
            // the JDK's own, instead of some that are made here and are others in each process
            "--disable-plugin=generate-jli-classes",
            "--no-header-files",
            "--no-man-pages",
            "--compress=zip-0", // layers are compressed as a whole
            "--output=" + home));
    for (Path launcher : Trees.files(home.resolve("bin"))) {
      if (!launcher.endsWith("java")) {
        Files.delete(launcher);
      }
    }
    for (Path file : Trees.files(home)) {
      Files.setLastModifiedTime(file, Installation.FILE_TIME); // caches hold that of the modules
    }
    return new JavaRuntime(home);
  }

  Path java() {
    return home.resolve("bin/java");
  }

  /** Trusts these and nobody else. */
  void trust(Authorities authorities) throws IOException {
    authorities.writeKeyStore(home.resolve("lib/security/cacerts"));
  }

  private static SortedSet<String> modulesOf(Collection<Path> programs, Collection<Path> libraries)
      throws IOException {
    var words =
        new ArrayList<>(
            List.of(
                "--print-module-deps",
                "--ignore-missing-deps",
                "--multi-release=base",
                "--recursive",
                "--class-path=" + joined(libraries)));
    programs.forEach(jar -> words.add(jar.toString()));
    var modules = new TreeSet<String>(FOUND_AT_RUN_TIME);
    Stream.of(run("jdeps", words).strip().split(",")).forEach(modules::add);
    modules.removeAll(NEVER_REACHED);
    return modules;
  }

  private static String joined(Collection<Path> jars) {
    return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  private static String run(String name, List<String> words) throws IOException {
    var tool =
        ToolProvider.findFirst(name)
            .orElseThrow(
                () -> new IOException("this JVM has no %s (expected: a JDK)".formatted(name)));
    var out = new StringWriter();
    var err = new StringWriter();
    int code = tool.run(new PrintWriter(out), new PrintWriter(err), words.toArray(String[]::new));
    if (code != 0) {
      throw new IOException("%s: exit code %d: %s%s".formatted(name, code, out, err));
    }
    return out.toString();
  }
}
