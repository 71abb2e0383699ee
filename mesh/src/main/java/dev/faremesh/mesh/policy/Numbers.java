package dev.faremesh.mesh.policy;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as people write them: at most three digits behind the point, and no idle zeros. */
final class Numbers {
  private Numbers() {}

  static String text(double number) {
    return BigDecimal.valueOf(number)
        .setScale(3, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }
}
