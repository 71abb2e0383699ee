package dev.faremesh.cli.output;

import java.util.Locale;

/** How data is printed. */
public enum Format {
  /** For a person. */
  TABLE,
  /** For a program: the contract's messages as protobuf's JSON. */
  JSON;

  /** As it is written on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
