package dev.faremesh.cli.keys;

import dev.faremesh.mesh.seal.KeyFile;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes a key away. */
@Command(
    name = "retire",
    description = "Take a key away that does not sign; what it has signed verifies no more.")
final class RetireCommand extends KeysVerb {
  @Parameters(
      index = "1",
      paramLabel = "ID",
      description = "The key, as `fare keys list` shows it.")
  private long id;

  @Override
  void change(KeyFile file) throws IOException {
    file.retire(id);
  }
}
