package dev.faremesh.images;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A program's files as they are in its image, below {@code /app}. The JVM takes a cache for the
 * class path that it was made with: the same names, sizes and times below whatever folder.
 *
 * @param app the folder that is {@code /app} in the image
 */
record Installation(Program program, Path app, JavaRuntime runtime) {
  /** The time of every file in a layer. */
  static final Instant TIME = Instant.EPOCH.plusSeconds(1);

  static final FileTime FILE_TIME = FileTime.from(TIME);

  /** Copies what Maven built. */
  static Installation copy(Program program, Path home, Path out, JavaRuntime runtime)
      throws IOException {
    var target = home.resolve(program.module()).resolve("target");
    var app = Trees.fresh(out.resolve(program.image()).resolve("app"));
    var name = program.image();
    put(target.resolve(program.module() + ".jar"), app.resolve(name + ".jar"));
    put(target.resolve("bom.json"), app.resolve(name + ".cdx.json"));
    for (Path jar : Trees.files(target.resolve("lib"))) {
      put(jar, app.resolve("lib").resolve(jar.getFileName().toString()));
    }
    return new Installation(program, app, runtime);
  }

  private static void put(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    Files.setLastModifiedTime(to, FILE_TIME);
  }

  Path jar() {
    return app.resolve(program.image() + ".jar");
  }

  Path billOfMaterials() {
    return app.resolve(program.image() + ".cdx.json");
  }

  Path libraries() {
    return app.resolve("lib");
  }

  Path cache() {
    return app.resolve(program.image() + ".aot");
  }

  /**
   * The words that start the program here.
   *
   * @param more flags of the JVM
   * @param arguments of the program
   */
  List<String> command(List<String> more, List<String> arguments) {
    return command(more, jar(), arguments);
  }

  /**
   * The words that start it in {@link #root}. The JVM writes the path of a jar into a cache, which
   * must not say where the checkout is.
   *
   * @param more flags of the JVM
   */
  List<String> commandAtRoot(List<String> more) {
    return command(more, root().relativize(jar().toAbsolutePath()), List.of());
  }

  /** The folder that is {@code /} in the image. */
  Path root() {
    return requireNonNull(app.toAbsolutePath().getParent());
  }

  private List<String> command(List<String> more, Path jar, List<String> arguments) {
    var words = new ArrayList<>(List.of(runtime.java().toAbsolutePath().toString()));
    words.addAll(program.flags());
    words.addAll(more);
    words.addAll(List.of("-jar", jar.toString()));
    words.addAll(arguments);
    return words;
  }

  /** The words that start it in the image. */
  List<String> entrypoint() {
    var words = new ArrayList<>(List.of("/opt/java/bin/java"));
    words.addAll(program.flags());
    words.add("-XX:AOTCache=/app/%s.aot".formatted(program.image()));
    words.addAll(List.of("-jar", "/app/%s.jar".formatted(program.image())));
    return words;
  }
}
