package dev.faremesh.cli.pricing;

import com.uber.h3core.H3Core;
import dev.faremesh.cli.output.Table;
import dev.faremesh.cli.output.Terminal;
import dev.faremesh.cli.output.Tone;
import dev.faremesh.cli.output.Wording;
import dev.faremesh.pricing.v1.CellSurge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Multipliers of cells, the highest first.
 *
 * @param all whether to show all cells, not only the highest
 */
record SurgeTable(List<CellSurge> cells, boolean all) {
  /** How many cells are shown when not all are. */
  static final int MOST = 20;

  // Unknown multipliers come last.
  private static final Comparator<CellSurge> HIGHEST_FIRST =
      Comparator.comparing(CellSurge::hasMultiplier)
          .thenComparingDouble(CellSurge::getMultiplier)
          .reversed();

  void print(Terminal terminal) {
    var h3 = h3();
    var table = Table.of("CELL", "CENTER", "MULTIPLIER>");
    cells.stream()
        .sorted(HIGHEST_FIRST)
        .limit(all ? cells.size() : MOST)
        .forEach(
            cell -> table.row(toneOf(cell), cell.getCell(), center(h3, cell), multiplier(cell)));
    table.print(terminal);
    if (!all && cells.size() > MOST) {
      terminal.err().println("%d of %d cells (the rest: --all)".formatted(MOST, cells.size()));
    }
  }

  private static H3Core h3() {
    try {
      return H3Core.newInstance();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot load H3: " + e.getMessage(), e);
    }
  }

  /** In the form that other verbs read. */
  private static String center(H3Core h3, CellSurge cell) {
    if (!cell.getCell().matches("[0-9a-f]{15}") || !h3.isValidCell(cell.getCell())) {
      return Wording.UNKNOWN;
    }
    var center = h3.cellToLatLng(cell.getCell());
    return String.format(Locale.ROOT, "%.4f,%.4f", center.lat, center.lng);
  }

  private static String multiplier(CellSurge cell) {
    return cell.hasMultiplier() ? Wording.number(cell.getMultiplier(), 2) : Wording.UNKNOWN;
  }

  private static Tone toneOf(CellSurge cell) {
    if (!cell.hasMultiplier()) {
      return Tone.FAINT;
    }
    return cell.getMultiplier() > 1 ? Tone.WARNING : Tone.PLAIN;
  }
}
