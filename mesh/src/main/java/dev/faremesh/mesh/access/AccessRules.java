package dev.faremesh.mesh.access;

import dev.faremesh.mesh.tls.PeerIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Who may call what, one rule a line, as in {@code example.v1.ExampleService/GetExample =
 * spiffe://example.org/reader, spiffe://example.org/admin}. {@code SERVICE/*} is for the methods of
 * a service that have no rule of their own; the caller {@code *} is everybody whose certificate
 * says who it is. Who has shown none may call nothing, whatever the rules say, and what no rule
 * names, nobody may call. Blank lines, and those that begin with #, say nothing.
 */
public final class AccessRules {
  /** Nobody may call anything. */
  public static final AccessRules NONE = new AccessRules(Map.of());

  private static final Pattern RULE = Pattern.compile("([\\w.]+/(?:\\w+|\\*))\\s*=(.*)");
  private static final Pattern CALLER = Pattern.compile("\\*|spiffe://\\S+|[\\w.-]+");
  private static final String EVERYBODY = "*";

  private final Map<String, Set<String>> callers;

  private AccessRules(Map<String, Set<String>> callers) {
    this.callers = Map.copyOf(callers);
  }

  /**
   * Reads rules.
   *
   * @param content UTF-8
   * @throws IllegalArgumentException when a line is no rule, or a method has two
   */
  public static AccessRules parse(byte[] content) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("rules: no text (expected: UTF-8)", e);
    }
    var callers = new HashMap<String, Set<String>>();
    int number = 0;
    for (String line : text.split("\\R", -1)) {
      number++;
      var written = line.strip();
      if (!written.isEmpty() && !written.startsWith("#")) {
        add(number, written, callers);
      }
    }
    return new AccessRules(callers);
  }

  /** Those that lie beside a class. */
  public static AccessRules beside(Class<?> home, String name) {
    try (var in = home.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + ": not beside " + home + " (expected: there)");
      }
      return parse(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(int number, String written, Map<String, Set<String>> callers) {
    var rule = RULE.matcher(written);
    if (!rule.matches()) {
      throw wrong(number, written, "SERVICE/METHOD = CALLER, CALLER or SERVICE/* = CALLER");
    }
    var named =
        Arrays.stream(rule.group(2).split(","))
            .map(String::strip)
            .collect(Collectors.toUnmodifiableSet());
    for (String caller : named) {
      if (!CALLER.matcher(caller).matches()) {
        throw wrong(number, caller, "a SPIFFE id, a DNS name or *");
      }
    }
    if (callers.put(rule.group(1), named) != null) {
      throw wrong(number, rule.group(1), "one rule for it");
    }
  }

  private static IllegalArgumentException wrong(int number, String what, String expected) {
    return new IllegalArgumentException(
        "line %d: '%s' (expected: %s)".formatted(number, what, expected));
  }

  /**
   * Whether a caller may call a method.
   *
   * @param method its full name, SERVICE/METHOD
   */
  public boolean allow(PeerIdentity caller, String method) {
    var service = method.substring(0, method.lastIndexOf('/') + 1) + "*";
    return Optional.ofNullable(callers.get(method))
        .or(() -> Optional.ofNullable(callers.get(service)))
        .filter(named -> named.contains(caller.name()) || named.contains(EVERYBODY))
        .isPresent();
  }

  /** Which these are, for the log. */
  @Override
  public String toString() {
    return "%08x of %d rules".formatted(callers.hashCode(), callers.size());
  }
}
