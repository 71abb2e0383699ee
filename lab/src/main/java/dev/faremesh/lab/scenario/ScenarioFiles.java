package dev.faremesh.lab.scenario;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.faremesh.lab.v1.Chain;
import dev.faremesh.lab.v1.Scenario;
import dev.faremesh.mesh.RequestValidator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where scenarios and chains come from: those that the lab brings, by name, and files of one's own.
 * Both are the JSON of their message in {@code faremesh.lab.v1}.
 */
public final class ScenarioFiles {
  /** The scenarios that the lab brings, in the order in which a reader should meet them. */
  public static final List<String> BUILT_IN =
      List.of(
          "dead",
          "slow",
          "blackhole",
          "lossy",
          "brownout",
          "overload",
          "metastable",
          "half-open",
          "rolling",
          "fan-out",
          "chain");

  private final RequestValidator rules =
      RequestValidator.warmed(List.of(Scenario.getDescriptor(), Chain.getDescriptor()));

  /**
   * Reads a scenario and its chain.
   *
   * @param nameOrFile of a built-in one, or of a file that ends in {@code .json}
   * @throws IllegalArgumentException when there is no such scenario, or something is wrong with it
   */
  public Experiment read(String nameOrFile) {
    boolean builtIn = BUILT_IN.contains(nameOrFile);
    if (!builtIn && !nameOrFile.endsWith(".json")) {
      throw new IllegalArgumentException(
          "scenario: '%s' (expected: one of %s, or a file that ends in .json)"
              .formatted(nameOrFile, String.join(", ", BUILT_IN)));
    }
    try {
      var text =
          builtIn ? resource("scenarios/" + nameOrFile + ".json") : file(Path.of(nameOrFile));
      var scenario = Scenario.newBuilder();
      fill(scenario, text);
      var chain = Chain.newBuilder();
      fill(chain, chain(scenario.build(), Path.of(nameOrFile)));
      return Experiment.of(scenario.build(), chain.build());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(nameOrFile + ": " + e.getMessage(), e);
    }
  }

  /** The text of a built-in scenario, to start one's own from. */
  public static String builtIn(String name) {
    return resource("scenarios/" + name + ".json");
  }

  private static String chain(Scenario scenario, Path besideIt) {
    var name = scenario.getChain();
    return name.endsWith(".json")
        ? file(besideIt.resolveSibling(name))
        : resource("chains/" + name + ".json");
  }

  private void fill(Message.Builder message, String text) {
    try {
      JsonFormat.parser().merge(text, message);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(
          "%s (expected: the JSON of %s)"
              .formatted(e.getMessage(), message.getDescriptorForType().getFullName()),
          e);
    }
    rules
        .check(message.build())
        .ifPresent(wrong -> {
          throw new IllegalArgumentException(wrong.getStatus().getDescription(), wrong);
        });
  }

  private static String file(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new IllegalArgumentException(path + ": cannot be read (expected: a file)", e);
    }
  }

  private static String resource(String name) {
    try (var in = ScenarioFiles.class.getResourceAsStream("/dev/faremesh/lab/" + name)) {
      if (in == null) {
        throw new IllegalArgumentException(name + ": no such file in the lab");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
