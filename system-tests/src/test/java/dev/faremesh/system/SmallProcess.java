package dev.faremesh.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** A supply server with little memory, which ends when that is not enough. */
final class SmallProcess implements AutoCloseable {
  private final Process process;
  private final int port;

  SmallProcess(List<String> options) {
    var command =
        new ArrayList<>(
            List.of(
                Project.java(),
                "-XX:+UseSerialGC",
                "-Xmx96m",
                "-XX:MaxDirectMemorySize=64m",
                "-XX:+ExitOnOutOfMemoryError",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                Project.jar("supply-server").toString(),
                "--until-stdin-closes",
                "--port=0"));
    command.addAll(options);
    try {
      process = new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
      var out = new BufferedReader(process.inputReader(StandardCharsets.UTF_8));
      port = Integer.parseInt(String.valueOf(out.readLine()).replace("ready port=", ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return port;
  }

  void assertAlive() {
    assertThat(process.isAlive()).describedAs("the server is alive").isTrue();
  }

  /** The most that it has had in memory, in mebibytes, where the system tells. */
  OptionalLong peakMebibytes() {
    var status = Path.of("/proc/" + process.pid() + "/status");
    if (!Files.isReadable(status)) {
      return OptionalLong.empty();
    }
    try (var lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
