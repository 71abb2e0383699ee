package dev.faremesh.evaluation.tariff;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file that was named on the command line. */
record TariffFile(Path path) {
  byte[] content() throws IOException {
    try {
      return Files.readAllBytes(path);
    } catch (NoSuchFileException e) {
      throw new IOException(path + ": no such file", e);
    } catch (AccessDeniedException e) {
      throw new IOException(path + ": may not be read", e);
    }
  }
}
