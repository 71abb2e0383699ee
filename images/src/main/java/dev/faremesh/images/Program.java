package dev.faremesh.images;

import java.util.ArrayList;
import java.util.List;

/** What is packed: one image each. */
enum Program {
  SUPPLY("supply-server", "supply-server", List.of(50051, 50060), List.of()),
  DEMAND("demand-server", "demand-server", List.of(50052, 50060), List.of()),
  PRICING("pricing-server", "pricing-server", List.of(50053, 50060), List.of()),
  /** A verb is over before the second compiler would pay. */
  FARE("fare", "client-cli", List.of(), List.of("-XX:TieredStopAtLevel=1"));

  /** Those that a cache of the JVM is good for: others are said where a container is started. */
  private static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:+UseCompactObjectHeaders",
          "--enable-native-access=ALL-UNNAMED", // H3 and Netty
          "--sun-misc-unsafe-memory-access=allow"); // Netty

  private final String image;
  private final String module;
  private final List<Integer> ports;
  private final List<String> flags;

  Program(String image, String module, List<Integer> ports, List<String> ownFlags) {
    this.image = image;
    this.module = module;
    this.ports = ports;
    var all = new ArrayList<>(FLAGS);
    all.addAll(ownFlags);
    this.flags = List.copyOf(all);
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

  /** Of the JVM. */
  List<String> flags() {
    return flags;
  }

  boolean isServer() {
    return !ports.isEmpty();
  }
}
