package dev.faremesh.cli.keys;

import dev.faremesh.mesh.seal.KeyFile;
import java.io.IOException;
import picocli.CommandLine.Command;

/** Adds a key. */
@Command(name = "add", description = "Add a new key, which verifies and does not sign yet.")
final class AddCommand extends KeysVerb {
  @Override
  void change(KeyFile file) throws IOException {
    var _ = file.add();
  }
}
