package dev.faremesh.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import dev.faremesh.mesh.access.AccessRules;
import dev.faremesh.mesh.policy.Overrides;
import dev.faremesh.mesh.policy.Policies;
import dev.faremesh.mesh.seal.SealKeys;
import dev.faremesh.pricing.store.TariffFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/**
 * The files that an operator gives a server, whichever it is given for which: keys, tariffs, access
 * rules and policies are what they should be, or are refused with what was expected.
 */
final class OperatorFileFuzzTest {
  private static final List<ServiceDescriptor> SERVICES =
      FuzzedMesh.CONTRACTS.stream().flatMap(c -> c.getServices().stream()).toList();
  private static final TariffFormat TARIFFS = new TariffFormat();

  @TempDir private static Path folder;

  @FuzzTest(maxDuration = "5m")
  void fileIsReadOrRefusedWithWhatWasExpected(byte[] content) throws IOException {
    var file = folder.resolve("policies");
    Files.write(file, content);
    readOrRefuse(() -> SealKeys.parse(content));
    readOrRefuse(() -> TARIFFS.parse(content));
    readOrRefuse(() -> AccessRules.parse(content));
    readOrRefuse(
        () -> Policies.ofContracts().overridden(Overrides.read(file), SERVICES).checked(SERVICES));
  }

  private static void readOrRefuse(Runnable reading) throws IOException {
    try {
      Bounded.run(reading::run);
    } catch (IllegalArgumentException refused) {
      assertThat(refused.getMessage()).contains("(expected: ");
    }
  }
}
