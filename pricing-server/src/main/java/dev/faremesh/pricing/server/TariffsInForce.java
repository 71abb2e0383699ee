package dev.faremesh.pricing.server;

import dev.faremesh.mesh.server.ReloadedFile;
import dev.faremesh.pricing.Tariffs;
import dev.faremesh.pricing.store.TariffFormat;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/** The tariffs that a server prices by: those of its file as it is now, or the built-in ones. */
final class TariffsInForce implements Supplier<Tariffs>, AutoCloseable {
  private final Supplier<Tariffs> current;
  private final Runnable close;

  private TariffsInForce(Supplier<Tariffs> current, Runnable close) {
    this.current = current;
    this.close = close;
  }

  /**
   * Reads the file, if there is one.
   *
   * @param timer says when to look at it again
   * @throws IllegalArgumentException when the file is wrong
   */
  static TariffsInForce open(Optional<Path> file, ScheduledExecutorService timer) {
    if (file.isEmpty()) {
      var builtIn = TariffFormat.builtIn();
      return new TariffsInForce(() -> builtIn, () -> {});
    }
    try {
      var format = new TariffFormat();
      var reloaded = ReloadedFile.open(file.get(), format::parse, Tariffs::version, timer);
      return new TariffsInForce(reloaded::value, reloaded::close);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("tariff-file: " + e.getMessage(), e);
    }
  }

  @Override
  public Tariffs get() {
    return current.get();
  }

  @Override
  public void close() {
    close.run();
  }
}
