package dev.faremesh.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faremesh.lab.v1.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

final class ScenarioFilesTest {
  private static final ScenarioFiles FILES = new ScenarioFiles();

  @TempDir private Path folder;

  @ParameterizedTest
  @FieldSource("dev.faremesh.lab.scenario.ScenarioFiles#BUILT_IN")
  void everyScenarioOfTheLabIsRight(String name) {
    var experiment = FILES.read(name);

    assertThat(experiment.name()).isEqualTo(name);
    assertThat(experiment.thresholds()).isNotEmpty();
    assertThat(experiment.variants())
        .allSatisfy(variant -> assertThat(experiment.servers(variant)).isNotEmpty());
  }

  @Test
  void variantStartsItsEntryAndWhatThatDependsOn() {
    var chain = FILES.read("chain");

    assertThat(chain.servers(chain.variants().get(1)))
        .extracting(Server::getName)
        .containsExactly("leaf", "hop-1", "hop-2");
  }

  @Test
  void copyOfAScenarioIsRead() throws Exception {
    var copy = folder.resolve("mine.json");
    Files.writeString(copy, ScenarioFiles.builtIn("dead").replace("\"dead\"", "\"mine\""));

    assertThat(FILES.read(copy.toString()).name()).isEqualTo("mine");
  }

  @Test
  void scenarioThatIsNoneIsRefused() {
    assertThatThrownBy(() -> FILES.read("ded"))
        .hasMessageStartingWith("scenario: 'ded' (expected: one of dead, slow, ")
        .hasMessageEndingWith("or a file that ends in .json)");
  }

  @Test
  void fileThatIsNotThereIsRefused() {
    var missing = folder.resolve("missing.json").toString();

    assertThatThrownBy(() -> FILES.read(missing)).hasMessageContaining("cannot be read");
  }

  @Test
  void thresholdThatDoesNotParseIsRefused() throws Exception {
    var wrong = changed("extra_failures <= 0.001", "extra_failures about 0");

    assertThatThrownBy(() -> FILES.read(wrong))
        .hasMessage(
            wrong
                + ": threshold: 'extra_failures about 0'"
                + " (expected: MEASURE <= NUMBER or MEASURE >= NUMBER)");
  }

  @Test
  void serverThatTheChainDoesNotHaveIsRefused() throws Exception {
    var wrong = changed("\"kill\": \"demand\"", "\"kill\": \"demmand\"");

    assertThatThrownBy(() -> FILES.read(wrong))
        .hasMessageContaining("server: 'demmand' (expected: one of demand, demand/1, ");
  }

  @Test
  void fieldThatIsNoneIsRefused() throws Exception {
    var wrong = changed("\"lasts\"", "\"takes\"");

    assertThatThrownBy(() -> FILES.read(wrong))
        .hasMessageContaining("takes")
        .hasMessageContaining("(expected: the JSON of faremesh.lab.v1.Scenario)");
  }

  @Test
  void ruleOfTheContractHolds() throws Exception {
    var wrong = changed("\"rate\": 60", "\"rate\": -1");

    assertThatThrownBy(() -> FILES.read(wrong)).hasMessageContaining("load.rate");
  }

  @Test
  void protectionThatIsNoneIsRefused() throws Exception {
    var wrong = changed("\"breaker\"", "\"fuse\"");

    assertThatThrownBy(() -> FILES.read(wrong))
        .hasMessageContaining("protection: 'fuse' (expected: one of deadline, ");
  }

  private String changed(String from, String to) throws IOException {
    var text = ScenarioFiles.builtIn("dead");
    assertThat(text).contains(from);
    var file = folder.resolve("wrong.json");
    Files.writeString(file, text.replace(from, to));
    return file.toString();
  }
}
