package dev.faremesh.images;

import dev.faremesh.images.BillOfMaterials.Component;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A package of Debian, which is exactly the one that was chosen.
 *
 * @param sha256 of the package, in hexadecimal
 * @param path on a mirror
 */
record DebianPackage(String sha256, String path) {
  private static final Duration FETCHED_WITHIN = Duration.ofSeconds(60);

  DebianPackage {
    if (!sha256.matches("[0-9a-f]{64}") || !path.endsWith(".deb")) {
      throw new IllegalArgumentException(
          "'%s %s' (expected: SHA-256 and path of a package)".formatted(sha256, path));
    }
  }

  /** Reads a list: a package a line, but for comments. */
  static List<DebianPackage> read(Path list) throws IOException {
    var packages = new ArrayList<DebianPackage>();
    for (String line : Files.readAllLines(list)) {
      if (!line.isBlank() && !line.startsWith("#")) {
        var words = line.split(" ", 2);
        packages.add(new DebianPackage(words[0], words.length == 2 ? words[1] : ""));
      }
    }
    return packages;
  }

  /** The package in a folder; it is fetched unless it is there. */
  Path in(Path folder, String mirror) throws IOException, InterruptedException {
    var file = folder.resolve(path.substring(path.lastIndexOf('/') + 1));
    if (Files.exists(file) && Trees.digest(List.of(file)).equals(sha256)) {
      return file;
    }
    Files.createDirectories(folder);
    var part = folder.resolve(file.getFileName() + ".part");
    var source = URI.create(mirror + "/" + path);
    int status = fetch(source, part);
    if (status != 200) {
      throw new IOException(
          "%s cannot be fetched: status %d (expected: 200; images/debian.packages says how to renew a line)"
              .formatted(source, status));
    }
    var digest = Trees.digest(List.of(part));
    if (!digest.equals(sha256)) {
      throw new IOException("%s: SHA-256 %s (expected: %s)".formatted(source, digest, sha256));
    }
    return Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static int fetch(URI source, Path part) throws IOException, InterruptedException {
    try (var client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build()) {
      var request = HttpRequest.newBuilder(source).timeout(FETCHED_WITHIN).build();
      return client.send(request, BodyHandlers.ofFile(part)).statusCode();
    } catch (ConnectException | HttpTimeoutException e) {
      throw new IOException(source + " cannot be fetched: " + e, e);
    }
  }

  /** What it says it is. */
  Component component(Path file) throws IOException, InterruptedException {
    var words =
        Tool.output(
                "dpkg-deb",
                "--show",
                "--showformat=${Package} ${Version} ${Architecture}",
                file + "")
            .split(" ", 3);
    return Component.debian(words[0], words[1], words[2], sha256);
  }
}
