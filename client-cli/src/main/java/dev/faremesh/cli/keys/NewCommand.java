package dev.faremesh.cli.keys;

import dev.faremesh.mesh.seal.KeyFile;
import java.io.IOException;
import picocli.CommandLine.Command;

/** Makes a file of keys. */
@Command(
    name = "new",
    description = "Make a file with one key, for its owner alone to read; never replaces one.")
final class NewCommand extends KeysVerb {
  @Override
  void change(KeyFile file) throws IOException {
    file.create();
  }
}
