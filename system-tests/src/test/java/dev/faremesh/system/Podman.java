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
  /** What the manifests say, and that a cache which does not fit ends the program. */
  static final String JAVA_OPTIONS =
      "JDK_JAVA_OPTIONS=-XX:MaxRAMPercentage=70 -XX:ActiveProcessorCount=2"
          + " -XX:+ExitOnOutOfMemoryError -XX:AOTMode=on";

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
          "--env=" + JAVA_OPTIONS);

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
    succeed(words("load", "--quiet", "--input=" + image(name)));
  }

  /** Copies a file out of an image. */
  void copy(String image, String from, Path to) {
    var name = image + "-copied";
    succeed(words("create", "--name=" + name, "--pull=never", reference(image)));
    succeed(words("cp", name + ":" + from, to.toString()));
    succeed(words("rm", name));
  }

  private static void succeed(List<String> words) {
    var command = Command.run(words);
    assertThat(command.exitCode()).as("%s: %s", words, command.err()).isZero();
  }

  private static String reference(String image) {
    return "faremesh/%s:local".formatted(image);
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
    words.add(reference(image));
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
    succeed(words("rm", "--all", "--force", "--time=0"));
  }
}
