package dev.faremesh.images;

import java.util.ArrayList;
import java.util.List;

/** What is packed: one image each. */
@SuppressWarnings("ImmutableEnumChecker") // its lists are of List.of
enum Program {
  SUPPLY("supply-server", "supply-server", List.of(50051, 50060), List.of()),
  DEMAND("demand-server", "demand-server", List.of(50052, 50060), List.of()),
  PRICING("pricing-server", "pricing-server", List.of(50053, 50060), List.of()),
  /** A verb is over before the second compiler would pay. */
  FARE("fare", "client-cli", List.of(), List.of("-XX:TieredStopAtLevel=1"));

  private final String image;
  private final String module;
  private final List<Integer> ports;
  private final List<String> ownFlags;

  Program(String image, String module, List<Integer> ports, List<String> ownFlags) {
    this.image = image;
    this.module = module;
    this.ports = ports;
    this.ownFlags = ownFlags;
  }

  /** The name of the image, and of the program's files in it. */
  String image() {
    return image;
  }

  /** The folder of the checkout, and the name of the jar in it. */
  String module() {
    return module;
  }

  List<Integer> ports() {
    return ports;
  }

  /** Those of the JVM that a cache is good for: others are said where a container is started. */
  List<String> flags() {
    var flags =
        new ArrayList<>(
            List.of(
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "--enable-native-access=ALL-UNNAMED", // H3 and Netty
                "--sun-misc-unsafe-memory-access=allow")); // Netty
    flags.addAll(ownFlags);
    return flags;
  }

  boolean isServer() {
    return !ports.isEmpty();
  }
}
