package dev.faremesh.lab.page;

import dev.faremesh.report.Page;

/** The texts of the page that lie beside its classes. */
final class Resources {
  private Resources() {}

  static String text(String name) {
    return Page.resource(Resources.class, name);
  }
}
