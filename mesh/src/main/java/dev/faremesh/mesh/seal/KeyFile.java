package dev.faremesh.mesh.seal;

import dev.faremesh.mesh.server.ReloadedFile;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;

/**
 * A file of keys: a Tink keyset in JSON, in clear text, which the file's permissions protect. It is
 * replaced as a whole and never written in place, so that a reader sees the old keys or the new
 * ones. One person at a time changes it. Errors name the file, never what is in it.
 *
 * @param path where it is, or will be
 */
public record KeyFile(Path path) {
  private static final Logger LOG = System.getLogger(KeyFile.class.getName());
  private static final Set<PosixFilePermission> PRIVATE =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  /** Makes other keys of keys, or refuses to. */
  @FunctionalInterface
  private interface Change {
    Keyset of(Keyset keys) throws GeneralSecurityException;
  }

  /**
   * Makes the file, readable by its owner alone, with one new key.
   *
   * @throws IOException when there is one, or it cannot be written
   */
  public void create() throws IOException {
    if (Files.exists(path)) {
      throw new FileAlreadyExistsException(path + ": exists (expected: no such file yet)");
    }
    try {
      write(Keyset.generated(), path.toAbsolutePath(), PRIVATE);
    } catch (GeneralSecurityException e) {
      throw new IOException(path + ": " + e.getMessage(), e);
    }
  }

  /**
   * The keys as they are at any time: the file is read again when it changes, and what is wrong
   * changes nothing. The log says when others may read the file.
   *
   * @param timer says when to look
   * @throws IllegalArgumentException when there are no keys to begin with
   */
  public ReloadedFile<SealKeys> watch(ScheduledExecutorService timer) {
    var keys = ReloadedFile.open(path, SealKeys::parse, SealKeys::toString, timer);
    try {
      exposure().ifPresent(warning -> LOG.log(Level.WARNING, warning));
    } catch (IOException e) {
      LOG.log(Level.WARNING, path + ": cannot tell who may read it", e);
    }
    return keys;
  }

  /**
   * The keys as they are now.
   *
   * @throws IOException when the file cannot be read
   * @throws IllegalArgumentException when it has no keys of the right kind
   */
  public SealKeys read() throws IOException {
    try {
      return SealKeys.of(keyset());
    } catch (GeneralSecurityException e) {
      throw refused(e);
    }
  }

  /** What may be shown of the keys, in the order in which they came. Fails as {@link #read}. */
  public List<KeyEntry> entries() throws IOException {
    try {
      return keyset().entries();
    } catch (GeneralSecurityException e) {
      throw refused(e);
    }
  }

  /**
   * Adds a key that opens and does not seal yet. Fails as {@link #read}.
   *
   * @return the new key
   */
  public KeyEntry add() throws IOException {
    return change(Keyset::withNew).getLast();
  }

  /** Makes a key the primary one. Fails as {@link #read}, and when there is no such key. */
  public void promote(long id) throws IOException {
    var _ = change(keys -> keys.withPrimary(id));
  }

  /** Takes a key away. Fails as {@link #read}, and when it is the primary one or not there. */
  public void retire(long id) throws IOException {
    var _ = change(keys -> keys.without(id));
  }

  /** What is wrong with who may read the file; empty when only its owner may. */
  public Optional<String> exposure() throws IOException {
    if (!POSIX) {
      return Optional.empty();
    }
    var found = Files.getPosixFilePermissions(path);
    return found.stream().map(Enum::name).allMatch(name -> name.startsWith("OWNER_"))
        ? Optional.empty()
        : Optional.of(
            "%s: %s (expected: %s): others on this machine may have its keys"
                .formatted(
                    path,
                    PosixFilePermissions.toString(found),
                    PosixFilePermissions.toString(PRIVATE)));
  }

  private Keyset keyset() throws IOException, GeneralSecurityException {
    try {
      return Keyset.parsed(Files.readString(path));
    } catch (NoSuchFileException e) {
      throw new IOException(path + ": no such file (expected: one that `fare keys new` made)", e);
    } catch (AccessDeniedException e) {
      throw new IOException(path + ": may not be read", e);
    }
  }

  private List<KeyEntry> change(Change change) throws IOException {
    try {
      var changed = change.of(keyset());
      var file = path.toRealPath(); // what a link leads to is replaced, and not the link
      write(changed, file, POSIX ? Files.getPosixFilePermissions(file) : PRIVATE);
      return changed.entries();
    } catch (GeneralSecurityException e) {
      throw refused(e);
    }
  }

  private IllegalArgumentException refused(GeneralSecurityException reason) {
    return new IllegalArgumentException(path + ": " + reason.getMessage(), reason);
  }

  private void write(Keyset keys, Path file, Set<PosixFilePermission> permissions)
      throws IOException, GeneralSecurityException {
    var written = beside(file);
    try {
      Files.writeString(written, keys.json());
      if (POSIX) {
        Files.setPosixFilePermissions(written, permissions);
      }
      Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(written);
    }
  }

  private Path beside(Path file) throws IOException {
    try {
      return Files.createTempFile(file.getParent(), ".keys", ".new", ownersAlone());
    } catch (NoSuchFileException | AccessDeniedException e) {
      throw new IOException(path + ": its folder is not there, or may not be written to", e);
    }
  }

  private static FileAttribute<?>[] ownersAlone() {
    return POSIX
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PRIVATE)}
        : new FileAttribute<?>[0];
  }
}
