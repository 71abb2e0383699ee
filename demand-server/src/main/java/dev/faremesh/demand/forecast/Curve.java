package dev.faremesh.demand.forecast;

/** Sessions to expect in each slot of an average week. Immutable. */
sealed interface Curve {
  double at(int slotOfWeek);

  /** A shape of its own. */
  final class Own implements Curve {
    private final float[] expected;

    Own(float[] expected) {
      this.expected = expected.clone();
    }

    @Override
    public double at(int slotOfWeek) {
      return expected[slotOfWeek];
    }
  }

  /** A part of what another one has. */
  record Share(double share, Curve of) implements Curve {
    @Override
    public double at(int slotOfWeek) {
      return share * of.at(slotOfWeek);
    }
  }

  /** Always the same. */
  record Flat(double expected) implements Curve {
    @Override
    public double at(int slotOfWeek) {
      return expected;
    }
  }
}
