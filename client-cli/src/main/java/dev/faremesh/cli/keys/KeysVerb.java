package dev.faremesh.cli.keys;

import dev.faremesh.cli.output.OutputOptions;
import dev.faremesh.cli.output.PlainJson;
import dev.faremesh.cli.output.Table;
import dev.faremesh.cli.output.Tone;
import dev.faremesh.mesh.seal.KeyEntry;
import dev.faremesh.mesh.seal.KeyFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A verb that does something to a file of keys, and shows which keys there are then. */
abstract class KeysVerb implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "FILE", description = "The file of keys.")
  private Path path = Path.of("");

  @Mixin private OutputOptions output = new OutputOptions();

  /** Does it. */
  abstract void change(KeyFile file) throws IOException;

  @Override
  public final Integer call() throws IOException {
    var file = new KeyFile(path);
    change(file);
    var keys = file.entries();
    file.exposure().ifPresent(warning -> output.err().println("fare: " + warning));
    show(keys);
    return ExitCode.OK;
  }

  private void show(List<KeyEntry> keys) {
    if (output.json()) {
      var facts = keys.stream().map(KeysVerb::facts).toList();
      output.out().println(PlainJson.document(Map.of("keys", facts)));
      return;
    }
    var table = Table.of("KEY>", "STATUS", "USE");
    for (KeyEntry key : keys) {
      var tone = key.primary() ? Tone.STRONG : Tone.PLAIN;
      table.row(tone, "" + key.id(), status(key), key.primary() ? "signs, verifies" : use(key));
    }
    table.print(output.terminal());
  }

  private static Map<String, Object> facts(KeyEntry key) {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("id", key.id());
    facts.put("primary", key.primary());
    facts.put("status", status(key));
    return facts;
  }

  private static String status(KeyEntry key) {
    return key.enabled() ? "enabled" : "disabled";
  }

  private static String use(KeyEntry key) {
    return key.enabled() ? "verifies" : "none";
  }
}
