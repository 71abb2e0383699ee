package dev.faremesh.evaluation.simulate;

import dev.faremesh.evaluation.simulate.market.CellMap;
import dev.faremesh.evaluation.simulate.market.Pricing;
import dev.faremesh.evaluation.simulate.market.Snapshot;
import dev.faremesh.pricing.LastGood;
import dev.faremesh.pricing.Moment;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Surge during whose evening the feed of supply breaks off. Used by one thread, for one run. */
final class BrokenSurge implements Pricing {
  private final CellMap map;
  private final ServedSurge surge;
  private final Outage outage;
  private final int from;
  private final int until;
  private final Long2ObjectOpenHashMap<LastGood> goods = new Long2ObjectOpenHashMap<>();
  private Instant now = Instant.EPOCH;
  private boolean broken;

  /**
   * Before the evening.
   *
   * @param from the first minute without supply
   * @param until the first minute with supply again
   */
  BrokenSurge(CellMap map, ServedSurge surge, Outage outage, int from, int until) {
    this.map = map;
    this.surge = surge;
    this.outage = outage;
    this.from = from;
    this.until = until;
  }

  @Override
  public void minute(int minute, Snapshot market) {
    broken = outage != Outage.UNBROKEN && minute >= from && minute < until;
    now = Instant.EPOCH.plus(Duration.ofMinutes(minute));
    if (broken && minute == from) {
      remember(now.minus(Duration.ofMinutes(1)));
    }
    surge.hearDemand(minute, market);
    if (!broken) {
      surge.hearSupply(market);
    } else if (outage == Outage.ZERO) {
      surge.hearNoDrivers();
    } else {
      surge.loseSupply();
    }
  }

  private void remember(Instant heard) {
    for (int cell = 0; cell < map.size(); cell++) {
      double log = surge.logMultiplier(map.cell(cell));
      goods.put(map.cell(cell), new LastGood(log, heard, heard, heard, 1));
    }
  }

  @Override
  public double multiplier(int rider) {
    if (!broken || outage == Outage.ZERO) {
      return surge.multiplier(rider);
    }
    return outage == Outage.BASE ? 1 : surge.multiplier(rider, this::worn);
  }

  /** What is left of a cell's last good multiplier, lowered to what is known of it now. */
  private double worn(long cell) {
    var left =
        Optional.ofNullable(goods.get(cell))
            .flatMap(good -> good.at(new Moment(now, Optional.of(now), 1)))
            .map(good -> good.loweredTo(surge.logMultiplier(cell)));
    left.ifPresent(good -> goods.put(cell, good));
    return left.map(LastGood::worn).orElse(0.0);
  }
}
