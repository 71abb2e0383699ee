package dev.faremesh.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A root made of Debian packages: the C library, time zones, certificates and who is who. No shell,
 * no package manager. Links are files of their own in it: layers are written without links.
 */
final class DebianRoot {
  /** Time zones are there once; whose rights a file is under goes with it. */
  private static final Predicate<String> KEPT =
      Pattern.compile(
              "lib/.*|lib64/.*|usr/share/zoneinfo/(?!posix/|right/).*|usr/share/doc/[^/]+/copyright")
          .asMatchPredicate();

  private static final Map<String, String> WRITTEN =
      Map.of(
          "etc/passwd",
          """
          root:x:0:0:root:/:/sbin/nologin
          nonroot:x:65532:65532:nonroot:/tmp:/sbin/nologin
          """,
          "etc/group",
          """
          root:x:0:
          nonroot:x:65532:
          """,
          "etc/nsswitch.conf",
          """
          passwd: files
          group: files
          hosts: files dns
          """);

  private final Path unpacked;
  private final Path root;

  /**
   * Nothing yet.
   *
   * @param out where packages, what is in them, and the root go
   */
  DebianRoot(Path out) {
    this.unpacked = out.resolve("debian-unpacked");
    this.root = out.resolve("root");
  }

  /** Makes the root of packages. */
  Path make(Collection<Path> packages) throws IOException, InterruptedException {
    Trees.fresh(unpacked);
    Trees.fresh(root);
    for (Path file : packages) {
      var _ = Tool.output("dpkg-deb", "--extract", file.toString(), unpacked.toString());
    }
    for (Path file : Trees.files(unpacked)) {
      var place = unpacked.relativize(file).toString();
      if (KEPT.test(place) && isOfPackages(file)) {
        copy(file, root.resolve(place));
      }
    }
    loader();
    for (var file : WRITTEN.entrySet()) {
      var place = root.resolve(file.getKey());
      Files.createDirectories(place.getParent());
      Files.writeString(place, file.getValue());
    }
    authorities().writeBundle(root.resolve("etc/ssl/certs/ca-certificates.crt"));
    return root;
  }

  /** Those whom Debian trusts. */
  Authorities authorities() throws IOException {
    return Authorities.in(unpacked.resolve("usr/share/ca-certificates"));
  }

  /** An absolute link leads out of here, to files of this machine. */
  private boolean isOfPackages(Path file) throws IOException {
    return file.toRealPath().startsWith(unpacked.toRealPath());
  }

  /** Programs name the loader by a path of its own, which the package holds as an absolute link. */
  private void loader() throws IOException {
    var name = "ld-linux-x86-64.so.2";
    copy(unpacked.resolve("lib/x86_64-linux-gnu").resolve(name), root.resolve("lib64", name));
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
  }
}
