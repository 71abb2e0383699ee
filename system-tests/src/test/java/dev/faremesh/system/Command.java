package dev.faremesh.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that was run to its end. */
record Command(int exitCode, String out, String err) {
  static Command run(List<String> words) {
    return run(words, Map.of());
  }

  /** Runs a program from the project's root, for at most two minutes. */
  static Command run(List<String> words, Map<String, String> environment) {
    return run(words, environment, Duration.ofMinutes(2));
  }

  /** Likewise, for a longer time. */
  static Command run(List<String> words, Map<String, String> environment, Duration most) {
    Path out = null;
    Path err = null;
    try {
      out = Files.createTempFile("out", ".txt");
      err = Files.createTempFile("err", ".txt");
      var builder =
          new ProcessBuilder(words)
              .directory(Project.HOME.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().putAll(environment);
      var process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(most.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().onExit().join();
        throw new AssertionError(
            "%s did not end: %s %s".formatted(words, Files.readString(out), Files.readString(err)));
      }
      return new Command(
          process.exitValue(),
          Files.readString(out, StandardCharsets.UTF_8),
          Files.readString(err, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      delete(out);
      delete(err);
    }
  }

  private static void delete(Path file) {
    if (file != null) {
      file.toFile().delete();
    }
  }
}
