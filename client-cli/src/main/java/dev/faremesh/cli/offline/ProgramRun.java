package dev.faremesh.cli.offline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs another program as a child process that shares this one's input and output. It runs long
 * enough for the second compiler, which this one does without.
 */
public final class ProgramRun {
  private static final List<String> FLAGS =
      List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

  private final Program program;
  private final Path home;

  /** Runs a program as it was built in a checkout. */
  public ProgramRun(Program program, Path home) {
    this.program = program;
    this.home = home;
  }

  /**
   * Carries a command line out.
   *
   * @return the program's exit code
   * @throws IOException when the program is not there
   */
  public int run(String[] args) throws IOException, InterruptedException {
    var child = new ProcessBuilder(command(args)).inheritIO().start();
    var stop = new Thread(child::destroy, "stop");
    Runtime.getRuntime().addShutdownHook(stop);
    int code = child.waitFor();
    try {
      Runtime.getRuntime().removeShutdownHook(stop);
    } catch (IllegalStateException e) {
      // the process is stopping already, and the child was told
    }
    return code;
  }

  private List<String> command(String[] args) throws IOException {
    var jar = home.resolve(program.jar());
    if (!Files.isRegularFile(jar)) {
      throw new IOException(jar + ": no such file (expected: built, as ./fare does on first use)");
    }
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(program.collector());
    command.addAll(FLAGS);
    command.addAll(List.of("-Dfare.home=" + home, "-jar", jar.toString()));
    command.addAll(List.of(args));
    return command;
  }
}
