package dev.faremesh.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A container engine with a storage of its own, which runs images as strictly as the manifests do:
 * nothing may be written but below {@code /tmp}, and no process may gain a right.
 *
 * @param storage an empty folder
 */
record Podman(Path storage) implements AutoCloseable {
  private static final List<String> STRICTLY =
      List.of(
          "--pull=never",
          "--network=host",
          "--log-driver=none",
          "--read-only",
          "--user=65532:65532",
          "--cap-drop=all",
          "--security-opt=no-new-privileges",
          "--ulimit=nofile=20000:20000",
          "--ulimit=nproc=1000:1000",
          // what the manifests say, and that a cache which does not fit ends the program
          "--env=JDK_JAVA_OPTIONS=-XX:MaxRAMPercentage=70 -XX:ActiveProcessorCount=2"
              + " -XX:+ExitOnOutOfMemoryError -XX:AOTMode=on");

  /** Whether it can be used here. */
  static boolean isInstalled() {
    return isOnPath("podman") && isOnPath("runc");
  }

  private static boolean isOnPath(String program) {
    for (String folder : System.getenv("PATH").split(":", -1)) {
      if (Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }

  static Path image(String name) {
    return Project.HOME.resolve("images/target").resolve(name + ".tar");
  }

  void load(String name) {
    var loaded = Command.run(words("load", "--quiet", "--input=" + image(name)));
    assertThat(loaded.exitCode()).as(loaded.err()).isZero();
  }

  /**
   * The words that run an image.
   *
   * @param options of this container alone
   */
  List<String> run(String image, List<String> options, List<String> arguments) {
    var words = words("run");
    words.addAll(STRICTLY);
    words.addAll(options);
    words.add("faremesh/%s:local".formatted(image));
    words.addAll(arguments);
    return words;
  }

  List<String> words(String verb, String... arguments) {
    var words =
        new ArrayList<>(
            List.of(
                "podman",
                "--root=" + storage.resolve("root"),
                "--runroot=" + storage.resolve("run"),
                "--storage-driver=vfs",
                "--runtime=runc",
                "--cgroup-manager=cgroupfs",
                verb));
    words.addAll(List.of(arguments));
    return words;
  }

  /** Ends what still runs. */
  @Override
  public void close() {
    var removed = Command.run(words("rm", "--all", "--force", "--time=0"));
    assertThat(removed.exitCode()).as(removed.err()).isZero();
  }
}
