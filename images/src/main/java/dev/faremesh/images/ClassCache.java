package dev.faremesh.images;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes the ahead-of-time cache of a program of a list of classes. The JVM reads them on one thread
 * that interprets, in a heap that it need not collect, so that the same list, jars, flags and JVM
 * make the same bytes. Two other ways to make one do not: a cache made of a run of the program (JEP
 * 514) holds what that run happened to load and to compile, and one whose classes are linked (JEP
 * 483) holds soft references, and in them the time of day.
 */
final class ClassCache {
  private final Path list;
  private final Path logs;

  /**
   * For every program.
   *
   * @param list of classes, a name a line; those that a program has not are passed over
   * @param logs the folder for what the JVM prints
   */
  ClassCache(Path list, Path logs) {
    this.list = list;
    this.logs = logs;
  }

  /** Gives an installation its cache, and sees that the program takes it. */
  void make(Installation installed) throws IOException, InterruptedException {
    var log = logs.resolve(installed.program().image() + ".log");
    var making =
        List.of(
            "-XX:-UseSerialGC", // G1 alone writes the heap into a cache; other collectors read it
            "-XX:+UseG1GC",
            "-Xms512m",
            "-Xmx512m",
            "-XX:SharedClassListFile=" + list.toAbsolutePath(),
            "-XX:SharedArchiveFile=" + installed.cache().toAbsolutePath(),
            "-Xshare:dump");
    Tool.run(installed.commandAtRoot(making), installed.root(), log);
    // A JVM passes over a cache that does not fit, unless it is told to insist.
    var insisting = List.of("-XX:AOTCache=" + installed.cache(), "-XX:AOTMode=on");
    Tool.run(installed.command(insisting, List.of("--help")), log);
  }
}
