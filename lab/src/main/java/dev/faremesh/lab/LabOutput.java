package dev.faremesh.lab;

import dev.faremesh.cli.output.OutputOptions;
import dev.faremesh.cli.output.PlainJson;
import dev.faremesh.lab.output.LabJson;
import dev.faremesh.lab.output.LabTable;
import dev.faremesh.lab.page.LabPage;
import dev.faremesh.lab.result.LabResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where results go: a page and a document in a folder, and the terminal. */
record LabOutput(Path folder) {
  void write(LabResult result, OutputOptions output) throws IOException {
    var document = PlainJson.document(LabJson.facts(result));
    var page = folder.resolve("lab.html");
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("lab.json"), document + System.lineSeparator());
    Files.writeString(page, LabPage.of(result));
    if (output.json()) {
      output.out().println(document);
    } else {
      new LabTable(output.terminal()).print(result);
      output.out().println("The page: " + page);
    }
  }
}
