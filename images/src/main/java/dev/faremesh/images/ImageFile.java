package dev.faremesh.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarFile;

/**
 * An image in a file: an OCI image layout in a tar. Engines find the image in it by name, those too
 * that read the older table of contents of Docker.
 *
 * @param manifest its digest, by which a registry knows the image
 * @param config the digest of its configuration, by which Docker knows it
 * @param layers the lowest first
 */
record ImageFile(Path path, String manifest, String config, List<Layer> layers) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String INDEX = "index.json";
  private static final String DOCKERS_INDEX = "manifest.json";
  private static final double MEGABYTE = 1e6;

  ImageFile {
    layers = List.copyOf(layers);
  }

  /**
   * A layer.
   *
   * @param digest of its compressed bytes
   * @param bytes compressed
   */
  record Layer(String digest, long bytes) {}

  /** Reads what is in a layout. */
  static ImageFile read(Path path) throws IOException {
    try (var tar = new TarFile(path)) {
      var manifest = json(tar, INDEX).at("/manifests/0/digest").asText();
      var content = json(tar, blob(manifest));
      var layers = new ArrayList<Layer>();
      for (JsonNode layer : content.path("layers")) {
        layers.add(new Layer(layer.path("digest").asText(), layer.path("size").asLong()));
      }
      return new ImageFile(path, manifest, content.at("/config/digest").asText(), layers);
    }
  }

  /**
   * Makes, of a layout, one that every engine loads by name.
   *
   * @param layout as Jib writes it
   */
  static ImageFile named(Path layout, Path to, String name) throws IOException {
    var image = read(layout);
    try (var in = new TarFile(layout);
        var out = new TarArchiveOutputStream(Files.newOutputStream(to), "UTF-8")) {
      out.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
      for (TarArchiveEntry entry : in.getEntries()) {
        if (!entry.getName().equals(INDEX)) {
          out.putArchiveEntry(entry);
          in.getInputStream(entry).transferTo(out);
          out.closeArchiveEntry();
        }
      }
      write(out, INDEX, index(json(in, INDEX), name));
      write(out, DOCKERS_INDEX, image.dockersIndex(name));
    }
    return read(to);
  }

  /** With the name as containerd looks for it. */
  private static JsonNode index(JsonNode index, String name) {
    if (index.at("/manifests/0") instanceof ObjectNode manifest) {
      manifest
          .withObjectProperty("annotations")
          .put("io.containerd.image.name", "docker.io/" + name);
    }
    return index;
  }

  private JsonNode dockersIndex(String name) {
    var index = JSON.createArrayNode();
    var image = index.addObject().put("Config", blob(config));
    image.putArray("RepoTags").add(name);
    var files = image.putArray("Layers");
    layers.forEach(layer -> files.add(blob(layer.digest())));
    return index;
  }

  /** No image may grow unnoticed. */
  ImageFile requireBelow(long most) {
    if (bytes() >= most) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "%s: %.1f MB compressed (expected: < %.1f MB)",
              path.getFileName(),
              bytes() / MEGABYTE,
              most / MEGABYTE));
    }
    return this;
  }

  private long bytes() {
    return layers.stream().mapToLong(Layer::bytes).sum();
  }

  private static String blob(String digest) {
    return "blobs/" + digest.replace(':', '/');
  }

  private static JsonNode json(TarFile tar, String name) throws IOException {
    for (TarArchiveEntry entry : tar.getEntries()) {
      if (entry.getName().equals(name)) {
        return JSON.readTree(tar.getInputStream(entry));
      }
    }
    throw new IOException("no %s (expected: an OCI image layout)".formatted(name));
  }

  private static void write(TarArchiveOutputStream out, String name, JsonNode content)
      throws IOException {
    var bytes = content.toString().getBytes(StandardCharsets.UTF_8);
    var entry = new TarArchiveEntry(name);
    entry.setNames("", ""); // not those of whoever builds
    entry.setSize(bytes.length);
    entry.setModTime(Installation.TIME.toEpochMilli());
    out.putArchiveEntry(entry);
    out.write(bytes);
    out.closeArchiveEntry();
  }

  /** What it weighs, layer by layer. */
  @Override
  public String toString() {
    var text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%.1f MB in %d layers, manifest %s",
                bytes() / MEGABYTE,
                layers.size(),
                manifest));
    for (Layer layer : layers) {
      text.append(
          String.format(Locale.ROOT, "%n  %6.1f MB %s", layer.bytes() / MEGABYTE, layer.digest()));
    }
    return text.toString();
  }
}
