package dev.faremesh.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faremesh.lab.v1.Server;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ServerCommandTest {
  private static final ServerCommand COMMAND =
      new ServerCommand(
          Server.newBuilder()
              .setName("front")
              .addAllCommand(
                  List.of("run", "{home}/a.jar", "--port", "{port}", "--below", "x={leaf-1}"))
              .build());

  @Test
  void placesAreFilledIn() {
    var values = Map.of("leaf-1", "static:///127.0.0.1:7,127.0.0.1:11", "port", "50061");

    assertThat(COMMAND.filledIn(Path.of("/home $1"), values))
        .containsExactly(
            "run",
            "/home $1/a.jar",
            "--port",
            "50061",
            "--below",
            "x=static:///127.0.0.1:7,127.0.0.1:11");
  }

  @Test
  void programIsWhatIsTheSameEachTime() {
    assertThat(COMMAND.program()).containsExactly("run", "{home}/a.jar", "--port");
  }

  @Test
  void serverThatDoesNotRunYetIsRefused() {
    assertThatThrownBy(() -> COMMAND.filledIn(Path.of("/home"), Map.of("port", "7")))
        .hasMessage(
            "command of front: {leaf-1}"
                + " (expected: java, aot, home, port or a server that stands before it)");
  }
}
