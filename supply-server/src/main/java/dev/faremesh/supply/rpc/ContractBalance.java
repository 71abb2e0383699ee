package dev.faremesh.supply.rpc;

import dev.faremesh.supply.SupplyBalance;
import dev.faremesh.type.v1.BalanceProto;
import dev.faremesh.type.v1.StandardBalance;

/** The numbers by which supply is weighed, where the contract states them. */
public final class ContractBalance {
  private ContractBalance() {}

  /** Reads the numbers that are in force. */
  public static SupplyBalance read() {
    var balance = StandardBalance.getDescriptor().getOptions().getExtension(BalanceProto.balance);
    return new SupplyBalance(
        EventTimes.duration(balance.getHorizon()),
        balance.getRingWeightsList(),
        balance.getKappa(),
        balance.getReserve(),
        balance.getTheta(),
        balance.getGainUp(),
        balance.getGainDown(),
        balance.getRisePerMinute(),
        balance.getFallPerMinute());
  }
}
