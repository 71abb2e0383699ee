package dev.faremesh.k8s;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Runs {@code kubectl kustomize}, once per overlay. */
final class Kustomize {
  private static final Map<String, Manifests> RENDERED = new ConcurrentHashMap<>();

  private Kustomize() {}

  static Manifests rendered(String overlay) {
    return RENDERED.computeIfAbsent(overlay, name -> render(Path.of("overlays", name)));
  }

  private static Manifests render(Path directory) {
    try {
      var process =
          new ProcessBuilder("kubectl", "kustomize", directory.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      var manifests = read(process);
      if (process.waitFor() != 0) {
        throw new IllegalStateException("kubectl kustomize " + directory + " failed, see above");
      }
      return manifests;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Manifests read(Process process) throws IOException {
    try (var yaml = process.getInputStream();
        var objects = new YAMLMapper().readerFor(ObjectNode.class).<ObjectNode>readValues(yaml)) {
      return new Manifests(objects.readAll());
    }
  }
}
