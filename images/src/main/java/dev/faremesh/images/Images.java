package dev.faremesh.images;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes the images, as {@code mvn -Pimages} runs it. */
@Command(name = "images", description = "Makes an image of each program.")
final class Images implements Callable<Integer> {
  private static final double MEGABYTE = 1e6;

  @Option(names = "--home", required = true, description = "The checkout, built.")
  private Path home = Path.of("");

  @Option(names = "--out", required = true, description = "Where everything goes.")
  private Path out = Path.of("");

  @Option(names = "--version-label", required = true, description = "Of the programs.")
  private String version = "";

  @Option(names = "--created", required = true, description = "The time that images say.")
  private Instant created = Instant.EPOCH;

  @Option(names = "--mirror", required = true, description = "Of Debian.")
  private String mirror = "";

  @Option(names = "--base", description = "NAME@sha256:..., instead of the root of packages.")
  private String base = "";

  @Option(names = "--caches", required = true, description = "Where caches of the JVM are kept.")
  private Path caches = Path.of("");

  @Option(names = "--tag", required = true, description = "Of the images.")
  private String tag = "";

  @Option(names = "--to", description = "REGISTRY/PATH to push to.")
  private String to = "";

  /** Makes them, or says why not. */
  public static void main(String[] args) {
    var line = new CommandLine(new Images());
    line.registerConverter(Instant.class, Instant::parse);
    line.setExecutionExceptionHandler((failure, command, parsed) -> {
      failure.printStackTrace(command.getErr());
      return 1;
    });
    System.exit(line.execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException, InvalidImageReferenceException {
    if (!base.isEmpty() && !base.contains("@sha256:")) {
      throw new IllegalArgumentException(base + " (expected: a base by its digest)");
    }
    var debian = new DebianRoot(out);
    var packages = new ArrayList<Path>();
    for (DebianPackage one : DebianPackage.read(home.resolve("images/debian.packages"))) {
      packages.add(one.in(out.resolve("debian"), mirror));
    }
    var root = debian.make(packages);
    var installations = install(debian.authorities());
    new Training(installations, out.resolve("training")).run(caches);
    for (Installation installed : installations.values()) {
      make(
          new ProgramImage(
              installed,
              base.isEmpty() ? Optional.of(root) : Optional.empty(),
              Trees.fresh(out.resolve("empty"))));
    }
    return 0;
  }

  private Map<Program, Installation> install(Authorities authorities) throws IOException {
    var jars = new ArrayList<Path>();
    var libraries = new TreeMap<String, Path>(); // those that programs share are read once
    for (Program program : Program.values()) {
      var target = home.resolve(program.module()).resolve("target");
      jars.add(target.resolve(program.module() + ".jar"));
      for (Path library : Trees.files(target.resolve("lib"))) {
        libraries.put(library.getFileName().toString(), library);
      }
    }
    var runtime = JavaRuntime.link(jars, libraries.values(), out.resolve("java"));
    runtime.trust(authorities);
    var installations = new EnumMap<Program, Installation>(Program.class);
    for (Program program : Program.values()) {
      installations.put(program, Installation.copy(program, home, out, runtime));
    }
    return installations;
  }

  private void make(ProgramImage image)
      throws IOException, InterruptedException, InvalidImageReferenceException {
    var name = image.installed().program().image();
    var tar = out.resolve(name + ".tar");
    var reference = "faremesh/%s:%s".formatted(name, tag);
    Files.deleteIfExists(tar);
    // Docker's layout of the file is the one that every engine loads with its name
    var made =
        image.build(
            from(),
            settled(Containerizer.to(TarImage.at(tar).named(reference))),
            ImageFormat.Docker,
            version,
            created);
    report(reference, tar, made);
    if (!to.isEmpty()) {
      var destination = "%s/%s:%s".formatted(to, name, tag);
      var pushed =
          image.build(
              from(),
              settled(Containerizer.to(inRegistry(destination))),
              ImageFormat.OCI,
              version,
              created);
      System.out.printf(Locale.ROOT, "%s@%s%n", destination, pushed.getDigest());
    }
  }

  private JibContainerBuilder from() throws InvalidImageReferenceException {
    return base.isEmpty() ? Jib.fromScratch() : Jib.from(inRegistry(base));
  }

  /** With the credentials that docker and podman keep. */
  private static RegistryImage inRegistry(String name) throws InvalidImageReferenceException {
    var credentials =
        CredentialRetrieverFactory.forImage(ImageReference.parse(name), event -> {}).dockerConfig();
    return RegistryImage.named(name).addCredentialRetriever(credentials);
  }

  private Containerizer settled(Containerizer containerizer) {
    return containerizer
        .setToolName("faremesh")
        .setBaseImageLayersCache(out.resolve("jib"))
        .setApplicationLayersCache(out.resolve("jib"))
        .setOfflineMode(base.isEmpty() && to.isEmpty());
  }

  private static void report(String reference, Path tar, JibContainer made) throws IOException {
    var layers = Tarball.layers(tar);
    long bytes = layers.stream().mapToLong(Tarball.Layer::bytes).sum();
    System.out.printf(
        Locale.ROOT,
        "%s: %.1f MB in %d layers, image %s, manifest %s%n",
        reference,
        bytes / MEGABYTE,
        layers.size(),
        made.getImageId(),
        made.getDigest());
    for (Tarball.Layer layer : layers) {
      System.out.printf(Locale.ROOT, "  %6.1f MB %s%n", layer.bytes() / MEGABYTE, layer.digest());
    }
  }
}
