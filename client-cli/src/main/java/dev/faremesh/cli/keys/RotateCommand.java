package dev.faremesh.cli.keys;

import dev.faremesh.mesh.seal.KeyFile;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Changes the key that signs. */
@Command(
    name = "rotate",
    description = "Sign with another key from now on; what was signed before still verifies.")
final class RotateCommand extends KeysVerb {
  @Option(
      names = "--to",
      paramLabel = "ID",
      description = "The key to sign with, one of the file's. Without it: a new one.")
  private @Nullable Long to;

  @Override
  void change(KeyFile file) throws IOException {
    file.promote(to == null ? file.add().id() : to);
  }
}
