package dev.faremesh.images;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import dev.faremesh.images.BillOfMaterials.Component;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
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
  private static final long MOST_BYTES = 120_000_000;

  /** Of the packages in images/debian.packages, and of what Jib says of an image. */
  private static final String ARCHITECTURE = "amd64";

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

  @Option(
      names = "--renew-classes",
      arity = "1",
      description = "Whether to list anew what is in caches of the JVM, by using the programs.")
  private boolean renewClasses;

  @Option(names = "--tag", required = true, description = "Of the images.")
  private String tag = "";

  @Option(names = "--to", description = "REGISTRY/PATH to push to.")
  private String to = "";

  /** Makes them, or says why not. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  static int run(String... args) {
    var line = new CommandLine(new Images());
    line.registerConverter(Instant.class, Instant::parse);
    line.setExecutionExceptionHandler((failure, command, parsed) -> {
      failure.printStackTrace(command.getErr());
      return 1;
    });
    return line.execute(args);
  }

  @Override
  public Integer call() throws IOException, InterruptedException, InvalidImageReferenceException {
    if (!base.isEmpty() && !base.contains("@sha256:")) {
      throw new IllegalArgumentException(base + " (expected: a base by its digest)");
    }
    requireKnown(System.getProperty("os.arch"));
    var packages = new LinkedHashMap<DebianPackage, Path>();
    for (DebianPackage one : DebianPackage.read(home.resolve("images/debian.packages"))) {
      packages.put(one, one.in(out.resolve("debian"), mirror));
    }
    var debian = new DebianRoot(out);
    var root = debian.make(packages.values());
    var installations = install(debian.authorities(), besidePrograms(packages));
    var classes = home.resolve("images/loaded.classes");
    if (renewClasses) {
      new ClassList(installations, out.resolve("class-lists")).write(classes);
    }
    var caches = new ClassCache(classes, out.resolve("caches"));
    for (Installation installed : installations.values()) {
      caches.make(installed);
      make(
          new ProgramImage(
              installed,
              base.isEmpty() ? Optional.of(root) : Optional.empty(),
              Trees.fresh(out.resolve("empty"))));
    }
    return 0;
  }

  private BillOfMaterials besidePrograms(Map<DebianPackage, Path> packages)
      throws IOException, InterruptedException {
    var components = new ArrayList<>(List.of(Component.javaRuntime()));
    if (base.isEmpty()) {
      for (var one : packages.entrySet()) {
        components.add(one.getKey().component(one.getValue()));
      }
    } else {
      components.add(Component.base(base));
    }
    return new BillOfMaterials(components);
  }

  static void requireKnown(String architecture) {
    if (!architecture.equals(ARCHITECTURE)) {
      throw new IllegalStateException(
          "os.arch=%s (expected: %s: the packages of images/debian.packages are made for it)"
              .formatted(architecture, ARCHITECTURE));
    }
  }

  private Map<Program, Installation> install(Authorities authorities, BillOfMaterials more)
      throws IOException {
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
      var installed = Installation.copy(program, home, out, runtime);
      more.addTo(installed.billOfMaterials());
      installations.put(program, installed);
    }
    return installations;
  }

  private void make(ProgramImage image)
      throws IOException, InterruptedException, InvalidImageReferenceException {
    var name = image.installed().program().image();
    var layout = out.resolve(name + ".layout.tar");
    var reference = "faremesh/%s:%s".formatted(name, tag);
    image.build(
        from(), settled(Containerizer.to(TarImage.at(layout).named(reference))), version, created);
    var file = ImageFile.named(layout, out.resolve(name + ".tar"), reference);
    Files.delete(layout);
    System.out.println(reference + ": " + file);
    file.requireBelow(MOST_BYTES);
    if (!to.isEmpty()) {
      var destination = "%s/%s:%s".formatted(to, name, tag);
      var pushed =
          image.build(from(), settled(Containerizer.to(inRegistry(destination))), version, created);
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
}
