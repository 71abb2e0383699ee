package dev.faremesh.cli.keys;

import dev.faremesh.mesh.seal.KeyFile;
import picocli.CommandLine.Command;

/** Shows which keys there are. */
@Command(name = "list", description = "Show the ids of the keys and what each is used for.")
final class ListCommand extends KeysVerb {
  @Override
  void change(KeyFile file) {}
}
