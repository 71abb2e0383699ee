package dev.faremesh.images;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DebianPackageTest {
  private static final DebianPackage PACKAGE =
      new DebianPackage("0".repeat(64), "debian/pool/main/z/zlib/zlib1g_1_amd64.deb");

  @TempDir private Path folder = Path.of("");

  /** By these words {@code .ci/images} tells a machine without a mirror from images that fail. */
  @Test
  void aMirrorThatCannotBeReachedIsNamed() throws IOException {
    var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    closed.close();
    var address = "http://127.0.0.1:" + closed.getLocalPort();
    assertThatThrownBy(() -> PACKAGE.in(folder, address))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(address)
        .hasMessageContaining("cannot be fetched");
  }

  @Test
  void aPackageThatTheMirrorHasNoMoreIsToBeRenewed() throws IOException {
    var mirror = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    mirror.start();
    try {
      assertThatThrownBy(
              () -> PACKAGE.in(folder, "http://127.0.0.1:" + mirror.getAddress().getPort()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cannot be fetched: status 404")
          .hasMessageContaining("images/debian.packages");
    } finally {
      mirror.stop(0);
    }
  }
}
