package dev.faremesh.mesh.policy;

/** Where a number of a policy came from. */
public sealed interface Origin {
  /** The option in the contract. */
  record Stated(String file) implements Origin {
    @Override
    public String toString() {
      return file;
    }
  }

  /** A line of the deployment's overrides. */
  record Overriding(String file, int line) implements Origin {
    @Override
    public String toString() {
      return file + ":" + line;
    }
  }

  /**
   * Nobody said.
   *
   * @param meaning what happens then
   */
  record Unset(String meaning) implements Origin {
    @Override
    public String toString() {
      return "default: " + meaning;
    }
  }
}
