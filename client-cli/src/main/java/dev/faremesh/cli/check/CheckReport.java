package dev.faremesh.cli.check;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.faremesh.cli.call.Peer;
import dev.faremesh.cli.output.Json;
import dev.faremesh.cli.output.OutputOptions;
import dev.faremesh.cli.output.Table;
import dev.faremesh.cli.output.Tone;
import java.util.List;

/** What all looks found. */
record CheckReport(List<Check> checks) {

  boolean hasFailures() {
    return checks.stream().anyMatch(Check::hasFailed);
  }

  void print(OutputOptions output) {
    if (output.json()) {
      output.out().println(Json.document(json()));
      return;
    }
    for (Peer server : Peer.values()) {
      output.out().println(output.terminal().paint(Tone.STRONG, server.toString()));
      group(server).print(output.terminal());
    }
    long failed = checks.stream().filter(Check::hasFailed).count();
    output
        .err()
        .println(failed == 0 ? "all is well" : failed + " of " + checks.size() + " checks failed");
  }

  private Table group(Peer server) {
    var table = Table.of("", "", "");
    for (Check check : checks) {
      if (check.server() == server) {
        switch (check.outcome()) {
          case OK -> table.row("  ok", check.name(), check.detail());
          case FAILED -> table.row(Tone.BAD, "  FAIL", check.name(), check.detail());
          case NOTED -> table.row("  -", check.name(), check.detail());
        }
        check.hint().ifPresent(hint -> table.row(Tone.WARNING, "", "", hint));
      }
    }
    return table;
  }

  private Struct json() {
    var list = ListValue.newBuilder();
    for (Check check : checks) {
      var fields =
          Struct.newBuilder()
              .putFields("server", text(check.server().toString()))
              .putFields("name", text(check.name()))
              .putFields("ok", Value.newBuilder().setBoolValue(!check.hasFailed()).build())
              .putFields("detail", text(check.detail()));
      check.hint().ifPresent(hint -> fields.putFields("hint", text(hint)));
      list.addValues(Value.newBuilder().setStructValue(fields));
    }
    return Struct.newBuilder()
        .putFields("checks", Value.newBuilder().setListValue(list).build())
        .build();
  }

  private static Value text(String text) {
    return Value.newBuilder().setStringValue(text).build();
  }
}
