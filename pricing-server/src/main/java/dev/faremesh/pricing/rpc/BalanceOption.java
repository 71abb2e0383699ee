package dev.faremesh.pricing.rpc;

import dev.faremesh.pricing.Balance;
import dev.faremesh.type.v1.BalanceProto;
import dev.faremesh.type.v1.StandardBalance;
import java.time.Duration;

/** Reads the numbers that supply, demand and pricing have agreed on, from the contracts. */
public final class BalanceOption {
  private BalanceOption() {}

  /** The numbers in force. */
  public static Balance standard() {
    var balance = StandardBalance.getDescriptor().getOptions().getExtension(BalanceProto.balance);
    var horizon = balance.getHorizon();
    return new Balance(
        Duration.ofSeconds(horizon.getSeconds(), horizon.getNanos()),
        balance.getRho(),
        balance.getKappa(),
        balance.getTheta(),
        balance.getCap());
  }
}
