package dev.faremesh.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What must stand nowhere but in its own file, in each form in which it could be written. */
final class Secrets {
  private static final Pattern KEY_VALUE = Pattern.compile("\"value\"\\s*:\\s*\"([^\"]{16,})\"");

  private final Set<String> forms = new LinkedHashSet<>();

  /** The key of a PEM file: any line of it. */
  Secrets pem(Path file) {
    var lines = lines(file).filter(line -> !line.startsWith("-----")).toList();
    forms.addAll(lines.stream().filter(line -> line.length() >= 16).toList());
    return bytes(Base64.getDecoder().decode(String.join("", lines)));
  }

  /** All keys of a keyset. */
  Secrets keyset(Path file) {
    var keys =
        KEY_VALUE
            .matcher(lines(file).collect(Collectors.joining()))
            .results()
            .map(found -> found.group(1))
            .toList();
    if (keys.isEmpty()) {
      throw new IllegalStateException(file + ": no keys (expected: some)");
    }
    forms.addAll(keys);
    keys.forEach(key -> bytes(Base64.getDecoder().decode(key)));
    return this;
  }

  /** A token, and the seal that makes it one. */
  Secrets token(String token) {
    forms.add(token);
    forms.add(token.substring(token.lastIndexOf('.') + 1));
    return this;
  }

  private Secrets bytes(byte[] key) {
    forms.add(Base64.getEncoder().encodeToString(key));
    forms.add(Base64.getUrlEncoder().withoutPadding().encodeToString(key));
    forms.add(HexFormat.of().formatHex(key));
    return this;
  }

  /** Those that stand in a text. */
  List<String> in(String text) {
    return forms.stream().filter(text::contains).toList();
  }

  /** Those that all on this machine can see of a process, or its owner's other programs. */
  List<String> in(ProcessHandle process) {
    return Stream.of("cmdline", "environ")
        .map(file -> Path.of("/proc", "" + process.pid(), file))
        .flatMap(path -> in(ifThere(path)).stream())
        .toList();
  }

  private static String ifThere(Path ofProcess) {
    try {
      return content(ofProcess);
    } catch (UncheckedIOException e) {
      return ""; // it has ended
    }
  }

  /** A file, whatever it is, as a text in which texts can be found. */
  static String content(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> lines(Path file) {
    return content(file).lines();
  }

  @Override
  public String toString() {
    return "Secrets[" + forms.size() + " forms]";
  }
}
