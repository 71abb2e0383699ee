package dev.faremesh.demand.rpc;

import dev.faremesh.demand.DemandBalance;
import dev.faremesh.type.v1.BalanceProto;
import dev.faremesh.type.v1.StandardBalance;

/** The numbers by which demand is weighed, where the contract states them. */
public final class ContractBalance {
  private ContractBalance() {}

  /** Reads the numbers that are in force. */
  public static DemandBalance read() {
    var balance = StandardBalance.getDescriptor().getOptions().getExtension(BalanceProto.balance);
    return new DemandBalance(
        DemandMessages.duration(balance.getHorizon()),
        balance.getRingWeightsList(),
        balance.getRho(),
        balance.getKappa(),
        balance.getTheta(),
        balance.getGainUp(),
        balance.getGainDown(),
        balance.getRisePerMinute(),
        balance.getFallPerMinute());
  }
}
