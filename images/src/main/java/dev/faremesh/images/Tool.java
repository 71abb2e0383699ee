package dev.faremesh.images;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that is run to its end. */
final class Tool {
  private static final Duration MOST = Duration.ofMinutes(3);

  private Tool() {}

  /** Runs it, and gives what it printed. */
  static String output(String... words) throws IOException, InterruptedException {
    var process = new ProcessBuilder(words).redirectError(Redirect.INHERIT).start();
    process.getOutputStream().close();
    var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    succeed(process, List.of(words));
    return out;
  }

  /** Runs it, and appends what it prints to a log. */
  static void run(List<String> words, Path log) throws IOException, InterruptedException {
    run(words, Path.of("").toAbsolutePath(), log);
  }

  /** Likewise, in a folder. */
  static void run(List<String> words, Path folder, Path log)
      throws IOException, InterruptedException {
    Files.createDirectories(log.getParent());
    var process =
        new ProcessBuilder(words)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(log.toFile()))
            .start();
    process.getOutputStream().close();
    try {
      succeed(process, words);
    } catch (IOException e) {
      throw new IOException(e.getMessage() + "; see " + log, e);
    }
  }

  private static void succeed(Process process, List<String> words)
      throws IOException, InterruptedException {
    if (!process.waitFor(MOST.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly().onExit().join();
      throw new IOException("%s did not end within %s".formatted(words, MOST));
    }
    if (process.exitValue() != 0) {
      throw new IOException("%s: exit code %d (expected: 0)".formatted(words, process.exitValue()));
    }
  }
}
