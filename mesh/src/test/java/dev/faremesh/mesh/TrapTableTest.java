package dev.faremesh.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of README.md names, for each trap, the tests whose display names carry its number. */
class TrapTableTest {
  private static final Pattern ROW = Pattern.compile("\\| T(\\d+) \\| [^|]+ \\| ([^|]*) ?\\|");
  private static final Pattern NAME = Pattern.compile("@DisplayName\\(\\s*\"((?:T\\d+(?:, )?)+)");
  private static final Pattern NUMBER = Pattern.compile("T(\\d+)");
  private static final List<Integer> WITHOUT_A_TEST = List.of(11, 30, 45); // the table says why

  @Test
  void theTableNamesTheTestsOfEachTrap() throws IOException {
    var told = new TreeMap<Integer, Set<String>>();
    var rows = ROW.matcher(Files.readString(Path.of("README.md")));
    while (rows.find()) {
      var tests = new TreeSet<>(List.of(rows.group(2).strip().split(", ", -1)));
      tests.remove("");
      told.put(Integer.valueOf(rows.group(1)), tests);
    }
    assertThat(told.keySet()).hasSize(46).contains(1, 46);
    var found = testsByTrap();
    WITHOUT_A_TEST.forEach(trap -> found.put(trap, new TreeSet<>()));
    assertThat(told).isEqualTo(found);
  }

  private static Map<Integer, Set<String>> testsByTrap() throws IOException {
    var found = new TreeMap<Integer, Set<String>>();
    for (Path source : sources()) {
      var names = NAME.matcher(Files.readString(source));
      while (names.find()) {
        var test = source.getFileName().toString().replace(".java", "");
        var numbers = NUMBER.matcher(names.group(1));
        while (numbers.find()) {
          found
              .computeIfAbsent(Integer.valueOf(numbers.group(1)), absent -> new TreeSet<>())
              .add(test);
        }
      }
    }
    return found;
  }

  private static List<Path> sources() throws IOException {
    var sources = new ArrayList<Path>();
    try (var modules = Files.newDirectoryStream(Path.of(".."))) {
      for (Path module : modules) {
        var tests = module.resolve("src/test/java");
        if (Files.isDirectory(tests)) {
          try (var files = Files.walk(tests)) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
          }
        }
      }
    }
    return sources;
  }
}
