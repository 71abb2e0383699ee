package dev.faremesh.system;

import java.io.IOException;
import java.io.UncheckedIOException;

/** What a process can be told from outside, beyond to end. */
enum Signal {
  STOP,
  CONT;

  void to(ProcessHandle process) {
    try {
      int code = new ProcessBuilder("kill", "-" + name(), "" + process.pid()).start().waitFor();
      if (code != 0) {
        throw new IllegalStateException("kill -%s: %d (expected: 0)".formatted(name(), code));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
