package dev.faremesh.mesh.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.mac.MacConfig2026;
import com.google.crypto.tink.mac.PredefinedMacParameters;
import dev.faremesh.mesh.ManualTimer;
import dev.faremesh.mesh.seal.Opened.Authentic;
import dev.faremesh.mesh.seal.Opened.UnknownKey;
import dev.faremesh.mesh.server.ReloadedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
final class KeyFileTest {
  private static final byte[] PAYLOAD = {7, 11, 13};

  private final Path folder;
  private final KeyFile file;

  KeyFileTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    file = new KeyFile(folder.resolve("quote-keys.json"));
    file.create();
  }

  @Test
  void newFileHasOneKeyThatSealsAndOpens() throws IOException {
    assertThat(file.entries())
        .singleElement()
        .matches(KeyEntry::primary)
        .matches(KeyEntry::enabled);
    assertThat(opens(file.read(), seal(file.read()))).isTrue();
  }

  @Test
  void newFileIsForItsOwnerAlone() throws IOException {
    requirePosix();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
        .isEqualTo("rw-------");
    assertThat(file.exposure()).isEmpty();
  }

  @Test
  void fileThatOthersMayReadIsWarnedOf() throws IOException {
    requirePosix();
    Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("rw-r-----"));

    assertThat(file.exposure())
        .contains(
            file.path()
                + ": rw-r----- (expected: rw-------): others on this machine may have its keys");
  }

  @Test
  void changeKeepsWhoMayReadTheFileAndLeavesNothingBeside() throws IOException {
    requirePosix();
    Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("rw-r-----"));
    file.add();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
        .isEqualTo("rw-r-----");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file.path());
    }
  }

  @Test
  void linkIsFollowed() throws IOException {
    var link = new KeyFile(folder.resolve("link"));
    Files.createSymbolicLink(link.path(), file.path());
    link.add();

    assertThat(link.path()).isSymbolicLink();
    assertThat(file.entries()).hasSize(2);
  }

  @Test
  void fileThatIsThereIsNotReplaced() throws IOException {
    var before = Files.readString(file.path());

    assertThatThrownBy(() -> file.create())
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessage(file.path() + ": exists (expected: no such file yet)");
    assertThat(file.path()).hasContent(before);
  }

  @Test
  void folderThatIsNotThereIsSaid() {
    var lost = new KeyFile(folder.resolve("nowhere").resolve("keys.json"));

    assertThatThrownBy(() -> lost.create())
        .isInstanceOf(IOException.class)
        .hasMessage(lost.path() + ": its folder is not there, or may not be written to");
  }

  @Test
  void keysRotateWithoutAPause() throws IOException {
    var atFirst = file.read();
    var old = seal(atFirst);
    long oldId = file.entries().getFirst().id();

    long newId = file.add().id();
    assertThat(seal(file.read())).as("the old key still seals").isEqualTo(old);

    file.promote(newId);
    var rotated = file.read();
    var young = seal(rotated);
    assertThat(atFirst.open(young)).isEqualTo(new UnknownKey(newId));
    assertThat(opens(rotated, old)).isTrue();
    assertThat(opens(rotated, young)).isTrue();

    file.retire(oldId);
    assertThat(file.read().open(old)).isEqualTo(new UnknownKey(oldId));
    assertThat(opens(file.read(), young)).isTrue();
    assertThat(file.entries()).containsExactly(new KeyEntry(newId, true, true));
  }

  @Test
  void primaryKeyIsNotRetired() throws IOException {
    long id = file.entries().getFirst().id();

    assertThatThrownBy(() -> file.retire(id))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "%s: key %d is the primary one (expected: one that seals no more)", file.path(), id);
    assertThat(file.entries()).hasSize(1);
  }

  @Test
  void keyThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> file.promote(17))
        .hasMessage(file.path() + ": key 17 (expected: one of the file's)");
    assertThatThrownBy(() -> file.retire(17))
        .hasMessage(file.path() + ": key 17 (expected: one of the file's)");
  }

  @Test
  void fileThatIsNotThereIsNamed() {
    var absent = new KeyFile(folder.resolve("absent"));

    assertThatThrownBy(() -> absent.read())
        .isInstanceOf(IOException.class)
        .hasMessage(absent.path() + ": no such file (expected: one that `fare keys new` made)");
    assertThatThrownBy(() -> absent.watch(new ManualTimer()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(absent.path() + ": no such file");
  }

  static Stream<Parameters> otherKinds() {
    return Stream.of(
        PredefinedMacParameters.AES_CMAC,
        PredefinedMacParameters.HMAC_SHA512_256BITTAG,
        PredefinedMacParameters.HMAC_SHA256_128BITTAG_NO_PREFIX);
  }

  @ParameterizedTest
  @MethodSource("otherKinds")
  void keyOfAnotherKindIsRefused(Parameters kind) throws IOException, GeneralSecurityException {
    var keyset = KeysetHandle.generateNew(kind, MacConfig2026.get());
    Files.writeString(
        file.path(),
        TinkJsonProtoKeysetFormat.serializeKeyset(
            keyset, MacConfig2026.get(), InsecureSecretKeyAccess.get()));

    assertThatThrownBy(() -> file.read())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(file.path() + ": key ")
        .hasMessageEndingWith(
            "is of another kind (expected: HMAC-SHA256 with the id before the tag)");
  }

  @Test
  void keysAreReadAgainWhenTheFileChanges() throws IOException {
    var timer = new ManualTimer();
    try (var keys = file.watch(timer)) {
      var old = seal(keys.value());
      long newId = file.add().id();
      file.promote(newId);
      while (seal(keys.value()).equals(old)) {
        timer.advance(Duration.ofSeconds(1));
      }

      assertThat(opens(keys.value(), old)).isTrue();
      assertThat(keys.value().toString()).endsWith(newId + " seals");
    }
  }

  @Test
  void halfWrittenFileKeepsTheOldKeys() throws Exception {
    var timer = new ManualTimer();
    var refused = new RefusalLog();
    try (var keys = file.watch(timer);
        refused) {
      var before = keys.value();
      var whole = Files.readString(file.path()).strip();
      for (int length : List.of(whole.length() - 1, whole.length() / 2, 1)) {
        Files.writeString(file.path(), whole.substring(0, length));
        timer.advance(Duration.ofSeconds(1));
      }
      refused.await(timer);

      assertThat(keys.value()).isSameAs(before);
    }
  }

  @Test
  void partOfAFileHasNoKeys() throws IOException {
    var whole = Files.readString(file.path()).strip();
    for (int length = 0; length < whole.length(); length++) {
      byte[] part = whole.substring(0, length).getBytes(StandardCharsets.UTF_8);
      assertThatThrownBy(() -> SealKeys.parse(part)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static String seal(SealKeys keys) {
    return keys.seal(PAYLOAD);
  }

  private static boolean opens(SealKeys keys, String text) {
    return keys.open(text) instanceof Authentic(var payload) && Arrays.equals(payload, PAYLOAD);
  }

  private static void requirePosix() {
    Assumptions.assumeTrue(
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix"),
        "no POSIX permissions here");
  }

  /** Knows whether a file was refused. */
  private static final class RefusalLog extends Handler implements AutoCloseable {
    private final Logger logger = Logger.getLogger(ReloadedFile.class.getName());
    private final CountDownLatch refused = new CountDownLatch(1);

    RefusalLog() {
      logger.addHandler(this);
    }

    void await(ManualTimer timer) throws InterruptedException {
      while (!refused.await(1, TimeUnit.MILLISECONDS)) {
        timer.advance(Duration.ofSeconds(1));
      }
    }

    @Override
    public void publish(LogRecord line) {
      if (line.getLevel().equals(Level.WARNING)) {
        refused.countDown();
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
      logger.removeHandler(this);
    }
  }
}
