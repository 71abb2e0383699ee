package dev.faremesh.images;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.cli.local.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** A list that nobody renewed makes caches that are good for little. */
@Timeout(120)
class ClassListIT {
  private static final Path OUT = Path.of(System.getProperty("images.out"));
  private static final Duration MOST = Duration.ofSeconds(60);
  private static final double LEAST = 0.9;

  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "FARE")
  void aServerThatStartsFindsItsClassesInItsCache(Program program)
      throws IOException, InterruptedException {
    var loads = folder.resolve("loads.txt");
    var installed =
        new Installation(
            program,
            OUT.resolve(program.image()).resolve("app"),
            new JavaRuntime(OUT.resolve("java")));
    var flags =
        List.of(
            "-XX:AOTCache=" + installed.cache(),
            "-XX:AOTMode=on",
            "-Xlog:class+load:file=" + loads + "::filecount=0");
    var arguments = new ArrayList<>(List.of("--port=0", "--until-stdin-closes"));
    if (program == Program.PRICING) {
      arguments.addAll(List.of("--supply-target=127.0.0.1:1", "--demand-target=127.0.0.1:1"));
    }
    var server =
        ServerProcess.start(
            program.image(), installed.command(flags, arguments), folder.resolve("log.txt"));
    server.awaitReady(MOST);
    server.drain();
    server.awaitEnd(MOST);

    var lines = Files.readAllLines(loads);
    long cached = lines.stream().filter(line -> line.contains("shared objects file")).count();
    long read =
        lines.stream()
            .filter(
                Predicate.<String>not(line -> line.contains("shared objects file"))
                    .and(line -> line.contains("source: file:") || line.contains("source: jrt:")))
            .count();
    assertThat((double) cached / (cached + read))
        .as(
            "%s: %d of %d classes (-Dimage.renew-classes=true lists them anew)",
            program, cached, cached + read)
        .isGreaterThan(LEAST);
  }
}
