package dev.faremesh.images;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Port;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;

/**
 * The image of a program: what changes least is lowest. The same files make the same image.
 *
 * @param root of the file system; empty: the base has one
 * @param empty any empty folder
 */
record ProgramImage(Installation installed, Optional<Path> root, Path empty) {
  /** As in the manifests, which hold pods to it. */
  private static final String USER = "65532:65532";

  private static final FilePermissions PROGRAM = FilePermissions.fromOctalString("755");
  private static final FilePermissions DATA = FilePermissions.fromOctalString("644");
  private static final FilePermissions ANYBODY = FilePermissions.fromOctalString("777");

  /** Writes or pushes the image. */
  JibContainer build(JibContainerBuilder base, Containerizer to, String version, Instant made)
      throws IOException, InterruptedException {
    if (root.isPresent()) {
      base.addFileEntriesLayer(root(root.get()));
    }
    base.addFileEntriesLayer(layer("java", installed.runtime().home(), "/opt/java"))
        .addFileEntriesLayer(layer("libraries", installed.libraries(), "/app/lib"))
        .addFileEntriesLayer(program())
        .addFileEntriesLayer(single("cache", installed.cache()))
        .setEntrypoint(installed.entrypoint())
        .setUser(USER)
        .setWorkingDirectory(AbsoluteUnixPath.get("/tmp"))
        .setLabels(labels(version, made))
        .setCreationTime(made)
        .setFormat(ImageFormat.OCI);
    installed.program().ports().forEach(port -> base.addExposedPort(Port.tcp(port)));
    try {
      return base.containerize(to);
    } catch (ExecutionException | RegistryException | CacheDirectoryCreationException e) {
      throw new IOException(installed.program().image() + ": " + e.getMessage(), e);
    }
  }

  /**
   * In one order: that of a {@code Map.of} is another in each JVM, and the image's digest with it.
   */
  SortedMap<String, String> labels(String version, Instant made) {
    return new TreeMap<>(
        Map.of(
            "org.opencontainers.image.title",
            installed.program().image(),
            "org.opencontainers.image.version",
            version,
            "org.opencontainers.image.created",
            made.toString(),
            "org.opencontainers.image.vendor",
            "Faremesh"));
  }

  private FileEntriesLayer root(Path from) throws IOException {
    return entries("root", from, "")
        .addEntry(empty, AbsoluteUnixPath.get("/tmp"), ANYBODY, Installation.TIME)
        .build();
  }

  private FileEntriesLayer program() throws IOException {
    var layer = FileEntriesLayer.builder().setName("program");
    for (Path file : List.of(installed.jar(), installed.billOfMaterials())) {
      add(layer, file, "/app/" + file.getFileName());
    }
    return layer.build();
  }

  private static FileEntriesLayer single(String name, Path file) {
    var layer = FileEntriesLayer.builder().setName(name);
    add(layer, file, "/app/" + file.getFileName());
    return layer.build();
  }

  private static FileEntriesLayer layer(String name, Path from, String at) throws IOException {
    return entries(name, from, at).build();
  }

  private static FileEntriesLayer.Builder entries(String name, Path from, String at)
      throws IOException {
    var layer = FileEntriesLayer.builder().setName(name);
    for (Path file : Trees.files(from)) {
      add(layer, file, at + "/" + from.relativize(file));
    }
    return layer;
  }

  private static void add(FileEntriesLayer.Builder layer, Path file, String at) {
    layer.addEntry(
        file,
        AbsoluteUnixPath.get(at),
        Files.isExecutable(file) ? PROGRAM : DATA,
        Installation.TIME);
  }
}
