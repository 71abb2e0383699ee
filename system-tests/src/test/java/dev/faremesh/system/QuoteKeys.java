package dev.faremesh.system;

import dev.faremesh.mesh.seal.KeyFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The keys of quotes that the servers of one mesh share. */
final class QuoteKeys implements AutoCloseable {
  private final Path folder;

  QuoteKeys() {
    try {
      folder = Files.createTempDirectory("quote-keys");
      new KeyFile(path()).create();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path path() {
    return folder.resolve("quote-keys.json");
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(path());
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
