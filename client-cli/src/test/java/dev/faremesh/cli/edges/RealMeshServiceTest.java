package dev.faremesh.cli.edges;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.cli.FakeMesh;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers of the mesh have a MeshService of their own; nothing else is faked here. */
@Timeout(60)
final class RealMeshServiceTest {

  @Test
  void serversSayWhatTheyServeAndRefuseToBeSwitched() {
    try (var mesh = FakeMesh.start()) {
      var quoted = mesh.fare("quote", "40.7580,-73.9855", "40.6413,-73.7781", "--deadline", "20s");
      assertThat(quoted.code()).isZero();

      var edges = mesh.fare("edges", "--deadline", "20s");
      assertThat(edges.err()).isEmpty();
      assertThat(edges.out())
          .containsPattern("supply +0.0/s +- +- +- +\\d/1024 +0")
          .containsPattern("pricing +[01].\\d/s +100% +\\S+ ms +\\S+ ms +\\d/1024 +0");
      assertThat(edges.code()).isZero();

      var refused = mesh.fare("edges", "switch", "breaker", "off", "--deadline", "20s");
      assertThat(refused.out()).isEmpty();
      assertThat(refused.err().lines())
          .hasSize(3)
          .allMatch(line -> line.endsWith("start it with --mesh-control (fare up --mesh-control)"));
      assertThat(refused.code()).isEqualTo(64 + 7);
    }
  }
}
