package dev.faremesh.cli.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.cli.FakeMesh;
import dev.faremesh.mesh.seal.KeyEntry;
import dev.faremesh.mesh.seal.KeyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class KeysCommandTest {
  private final Path path;
  private final KeyFile file;

  KeysCommandTest(@TempDir Path folder) {
    path = folder.resolve("keys.json");
    file = new KeyFile(path);
  }

  @Test
  void newFileHasOneKeyThatSigns() throws IOException {
    var run = keys("new");

    long id = file.entries().getFirst().id();
    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .containsPattern("KEY +STATUS +USE\\R *%d +enabled +signs, ver".formatted(id));
    assertThat(file.exposure()).isEmpty();
  }

  @Test
  void fileThatIsThereIsNotReplaced() throws IOException {
    var _ = keys("new");
    var made = Files.readString(path);

    var run = keys("new");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .isEqualToNormalizingNewlines(
            "fare: %s: exists (expected: no such file yet)\n".formatted(path));
    assertThat(path).hasContent(made);
  }

  @Test
  void rotationSignsWithANewKeyAndKeepsTheOld() throws IOException {
    var _ = keys("new");
    long old = file.entries().getFirst().id();

    var run = keys("rotate");

    assertThat(run.code()).isZero();
    assertThat(file.entries()).hasSize(2).contains(new KeyEntry(old, false, true));
    assertThat(run.out()).containsPattern(old + " +enabled +verifies\\R");
  }

  @Test
  void keyThatWasAddedIsRotatedToLater() throws IOException {
    var _ = keys("new");
    long old = file.entries().getFirst().id();
    var _ = keys("add");
    assertThat(file.entries().getFirst()).isEqualTo(new KeyEntry(old, true, true));
    long added = file.entries().getLast().id();

    var _ = keys("rotate", "--to", "" + added);

    assertThat(file.entries())
        .containsExactly(new KeyEntry(old, false, true), new KeyEntry(added, true, true));
  }

  @Test
  void keyIsRetiredUnlessItSigns() throws IOException {
    var _ = keys("new");
    long old = file.entries().getFirst().id();
    assertThat(keys("retire", "" + old).err())
        .contains("key %d is the primary one (expected: one that seals no more)".formatted(old));
    var _ = keys("rotate");

    var run = keys("retire", "" + old);

    assertThat(run.code()).isZero();
    assertThat(file.entries()).singleElement().matches(KeyEntry::primary);
  }

  @Test
  void jsonHasIdsAndStatusAndNoKeys() throws IOException {
    var _ = keys("new");

    var run = FakeMesh.run(Map.of(), false, "keys", "list", path.toString(), "-o", "json");

    assertThat(run.out())
        .isEqualToNormalizingNewlines(
            """
            {
              "keys": [
                {
                  "id": %d,
                  "primary": true,
                  "status": "enabled"
                }
              ]
            }
            """
                .formatted(file.entries().getFirst().id()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "add", "rotate"})
  void keysAreNeverPrinted(String verb) throws IOException {
    var _ = keys("new");
    var run = keys(verb);

    assertThat(Pattern.compile("[A-Za-z0-9+/=]{20,}").matcher(Files.readString(path)).results())
        .isNotEmpty()
        .allSatisfy(word -> assertThat(run.out() + run.err()).doesNotContain(word.group()));
  }

  @Test
  void fileThatOthersMayReadIsWarnedOf() throws IOException {
    var _ = keys("new");
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));

    var run = keys("list");

    assertThat(run.code()).isZero();
    assertThat(run.err())
        .isEqualToNormalizingNewlines(
            "fare: %s: rw-r--r-- (expected: rw-------): others on this machine may have its keys\n"
                .formatted(path));
  }

  @Test
  void fileThatIsNoneIsNamedAndNotRepeated() throws IOException {
    assertThat(keys("list").err())
        .isEqualToNormalizingNewlines(
            "fare: %s: no such file (expected: one that `fare keys new` made)\n".formatted(path));
    Files.writeString(path, "secret");
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));

    var run = keys("rotate");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).startsWith("fare: %s: no keys (expected: ".formatted(path));
    assertThat(run.err()).doesNotContain("secret");
  }

  @Test
  void keysWithoutVerbShowsItsVerbs() {
    var run = FakeMesh.run(Map.of(), false, "keys");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("new", "list", "add", "rotate", "retire");
  }

  private FakeMesh.Run keys(String verb, String... more) {
    var args = new String[3 + more.length];
    args[0] = "keys";
    args[1] = verb;
    args[2] = path.toString();
    System.arraycopy(more, 0, args, 3, more.length);
    return FakeMesh.run(Map.of(), false, args);
  }
}
