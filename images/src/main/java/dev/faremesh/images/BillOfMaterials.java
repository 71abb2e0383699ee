package dev.faremesh.images;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What an image has beside a program and its jars, of which Maven writes a CycloneDX document.
 *
 * @param components in the order in which they are listed
 */
record BillOfMaterials(List<Component> components) {
  private static final ObjectMapper JSON = new ObjectMapper();

  BillOfMaterials {
    components = List.copyOf(components);
  }

  /**
   * Something that is in an image.
   *
   * @param type as CycloneDX calls it
   * @param location as a package URL, or empty when it has none
   * @param sha256 of the package that it came in
   */
  record Component(
      String type,
      String name,
      String version,
      Optional<String> location,
      Optional<String> sha256) {
    /** The JDK that runs this, of which the runtime is linked. */
    static Component javaRuntime() {
      var version = Runtime.version().toString();
      return new Component(
          "platform",
          "openjdk",
          version,
          Optional.of("pkg:generic/openjdk@" + escaped(version)),
          Optional.empty());
    }

    static Component debian(String name, String version, String architecture, String sha256) {
      var location = "pkg:deb/debian/%s@%s?arch=%s".formatted(name, escaped(version), architecture);
      return new Component("library", name, version, Optional.of(location), Optional.of(sha256));
    }

    /** The image below, by its digest. */
    static Component base(String reference) {
      var words = reference.split("@", 2);
      return new Component("container", words[0], words[1], Optional.empty(), Optional.empty());
    }

    private static String escaped(String text) {
      return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("%7E", "~");
    }

    private void addTo(ArrayNode components) {
      var component = components.addObject().put("type", type);
      component.put("bom-ref", location.orElse(name)).put("name", name).put("version", version);
      sha256.ifPresent(digest ->
          component.putArray("hashes").addObject().put("alg", "SHA-256").put("content", digest));
      location.ifPresent(url -> component.put("purl", url));
    }
  }

  /** Adds them to what Maven wrote. */
  void addTo(Path document) throws IOException {
    if (!(JSON.readTree(Files.readAllBytes(document)) instanceof ObjectNode bom)) {
      throw new IOException(document + ": no object (expected: a CycloneDX document)");
    }
    var all = bom.withArrayProperty("components");
    components.forEach(component -> component.addTo(all));
    Files.writeString(document, bom.toPrettyString());
  }
}
