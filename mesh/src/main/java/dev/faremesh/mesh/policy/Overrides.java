package dev.faremesh.mesh.policy;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a deployment says instead of the contracts: one number a line, as in {@code
 * example.v1.ExampleService/GetExample.breaker.open_for = 2s}. {@code none} drops a group, such as
 * a breaker, or a number that may be unset. Blank lines, and those that begin with #, say nothing.
 *
 * @param file as it was named, for people
 * @param lines in the order of the file, each key once
 */
public record Overrides(String file, List<Line> lines) {
  /** As the contracts say. */
  public static final Overrides NONE = new Overrides("", List.of());

  private static final String FORM = "SERVICE/METHOD.field = value";

  /**
   * One number.
   *
   * @param number of the line, from 1
   * @param method the full name, SERVICE/METHOD
   * @param field its path in the policy, such as {@code breaker.open_for}
   * @param value as it is written
   */
  public record Line(int number, String method, String field, String value) {
    String key() {
      return method + "." + field;
    }
  }

  public Overrides {
    lines = List.copyOf(lines);
  }

  /**
   * Reads a file. Whether its methods and fields exist is for {@link Policies} to say.
   *
   * @throws IllegalArgumentException when it cannot be read, a line is none, or a key comes twice
   */
  public static Overrides read(Path file) {
    try {
      return parse(file.toString(), Files.readAllLines(file));
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(unreadable(file, "text in UTF-8"), e);
    } catch (IOException e) {
      throw new IllegalArgumentException(unreadable(file, "a file that can be read"), e);
    }
  }

  private static String unreadable(Path file, String expected) {
    return Expected.sentence("policy-file", file, expected);
  }

  static Overrides parse(String file, List<String> text) {
    var lines = new ArrayList<Line>();
    Map<String, Line> known = new HashMap<>();
    for (int i = 0; i < text.size(); i++) {
      var written = text.get(i).strip();
      if (!written.isEmpty() && !written.startsWith("#")) {
        var line = parse(file, i + 1, written);
        requireNew(file, line, known);
        known.put(line.key(), line);
        lines.add(line);
      }
    }
    var overrides = new Overrides(file, lines);
    lines.forEach(line -> overrides.requireKept(line, known));
    return overrides;
  }

  private static Line parse(String file, int number, String written) {
    int equals = written.indexOf('=');
    var key = equals < 0 ? written : written.substring(0, equals).strip();
    int dot = key.indexOf('.', key.indexOf('/') + 1);
    if (equals < 0 || key.indexOf('/') < 1 || dot < 0) {
      throw new IllegalArgumentException(
          Expected.sentence(file + ":" + number, "'" + written + "'", FORM));
    }
    return new Line(
        number,
        key.substring(0, dot),
        key.substring(dot + 1),
        written.substring(equals + 1).strip());
  }

  private static void requireNew(String file, Line line, Map<String, Line> known) {
    var first = known.get(line.key());
    if (first != null) {
      throw new IllegalArgumentException(
          Expected.sentence(
              file + ":" + line.number() + ": " + line.key(),
              line.value(),
              "once, but line " + first.number() + " sets it to " + first.value()));
    }
  }

  /** What another line drops cannot be set below. */
  private void requireKept(Line line, Map<String, Line> known) {
    for (int dot = line.field().indexOf('.'); dot > 0; dot = line.field().indexOf('.', dot + 1)) {
      var group = known.get(line.method() + "." + line.field().substring(0, dot));
      if (group != null) {
        throw refused(
            line, "nothing below " + group.field() + ", which line " + group.number() + " drops");
      }
    }
  }

  /** The lines of a method. */
  List<Line> of(String method) {
    return lines.stream().filter(line -> line.method().equals(method)).toList();
  }

  /** The line that sets a field of a method, or drops the group that it is in. */
  Optional<Line> setting(String method, PolicyField field) {
    return of(method).stream()
        .filter(line -> line.field().equals(field.name()))
        .findFirst()
        .or(() -> field.group().flatMap(group -> setting(method, group)));
  }

  /** Where a line is, for people. */
  String place(Line line) {
    return file + ":" + line.number();
  }

  IllegalArgumentException refused(Line line, String expected) {
    return new IllegalArgumentException(
        Expected.sentence(place(line) + ": " + line.key(), line.value(), expected));
  }
}
