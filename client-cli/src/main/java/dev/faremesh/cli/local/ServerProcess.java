package dev.faremesh.cli.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * A server as a child process. Its standard input stays open, and is never written to, for as long
 * as this process lives: it closes however this process ends, and the child ends with it. What the
 * child prints goes to its log.
 */
public final class ServerProcess {
  private static final Pattern READY = Pattern.compile("ready port=(\\d{1,5})");
  private static final int LAST_LINES = 5;

  private final String name;
  private final Path log;
  private final Process process;
  private final CompletableFuture<Integer> ready = new CompletableFuture<>();

  private ServerProcess(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
  }

  /** Starts a program, and appends what it prints to a log. */
  public static ServerProcess start(String name, List<String> command, Path log)
      throws IOException {
    return start(name, command, Map.of(), log);
  }

  /**
   * Starts a program, and appends what it prints to a log.
   *
   * @param environment in addition to that of this process
   */
  public static ServerProcess start(
      String name, List<String> command, Map<String, String> environment, Path log)
      throws IOException {
    var program = new ProcessBuilder(command).redirectError(Redirect.appendTo(log.toFile()));
    program.environment().putAll(environment);
    var server = new ServerProcess(name, log, program.start());
    Thread.ofPlatform().daemon().name(name + " output").start(server::copyOutput);
    return server;
  }

  private void copyOutput() {
    try (var lines =
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var copy = Files.newBufferedWriter(log, StandardOpenOption.APPEND)) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        copy.write(line);
        copy.newLine();
        copy.flush();
        var said = READY.matcher(line);
        if (said.matches()) {
          ready.complete(Integer.parseInt(said.group(1)));
        }
      }
    } catch (IOException e) {
      // the process is gone, or the disk is full: neither is a reason to stop the others
    }
    ready.completeExceptionally(new IOException("ended before it was ready"));
  }

  /**
   * Waits until the server serves.
   *
   * @return the port that it listens on
   * @throws IOException when it ends before, or takes too long
   */
  public int awaitReady(Duration most) throws IOException, InterruptedException {
    try {
      return ready.get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException(
          "%s is not ready after %d s%s".formatted(name, most.toSeconds(), lastLines()), e);
    } catch (ExecutionException e) {
      process.waitFor();
      throw new IOException(
          "%s ended with exit code %d before it was ready%s"
              .formatted(name, process.exitValue(), lastLines()),
          e);
    }
  }

  /** The end of the log, for a message: where it is, and a few lines of it. */
  String lastLines() {
    var text = new StringBuilder("; its log is ").append(log);
    try {
      var lines = Files.readAllLines(log, StandardCharsets.UTF_8);
      for (String line : lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size())) {
        text.append(System.lineSeparator()).append("    ").append(line);
      }
    } catch (IOException | UncheckedIOException e) {
      text.append(" (which cannot be read)");
    }
    return text.toString();
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Completes with the exit code when the process ends. */
  CompletableFuture<Integer> ended() {
    return process.onExit().thenApply(Process::exitValue);
  }

  /** Asks the server to drain and end. */
  public void drain() {
    process.toHandle().destroy(); // Process.destroy would close the pipe of its last words as well
  }

  /** Waits until the process has ended, and ends it by force when it takes too long. */
  public void awaitEnd(Duration most) {
    try {
      if (most.isPositive() && process.waitFor(most.toNanos(), TimeUnit.NANOSECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }

  /** Waits until the process is gone, which was ended. */
  public void awaitGone() {
    process.onExit().join();
  }

  @Override
  public String toString() {
    return name + " (pid " + pid() + ")";
  }
}
