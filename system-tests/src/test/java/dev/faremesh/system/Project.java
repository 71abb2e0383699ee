package dev.faremesh.system;

import java.nio.file.Path;
import java.util.Locale;

/** Where things are in the checkout. */
final class Project {
  /** The root of the project. */
  static final Path HOME =
      Path.of(System.getProperty("faremesh.home", "..")).toAbsolutePath().normalize();

  private Project() {}

  static Path jar(String module) {
    return HOME.resolve(module).resolve("target").resolve(module + ".jar");
  }

  /** The java of this JVM. */
  static String java() {
    var windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    return Path.of(System.getProperty("java.home"), "bin", windows ? "java.exe" : "java")
        .toString();
  }

  /** The buf executable that the build of the contracts fetched. */
  static Path buf() {
    return HOME.resolve("proto/target/bin/buf");
  }

  /** Real rides, which are not part of the project: may be absent. */
  static Path rides(String file) {
    return HOME.resolve("../shared/data").resolve(file).normalize();
  }
}
