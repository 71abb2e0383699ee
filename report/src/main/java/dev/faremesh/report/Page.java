package dev.faremesh.report;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A page in one file, which needs neither a network nor scripts, light or dark as the reader's
 * screen is.
 *
 * @param title of the window
 * @param style of what this page alone has: CSS without {@code <} and {@code &}
 * @param body HTML that is XML as well
 */
public record Page(String title, String style, String body) {

  /** The file. It is HTML, and well-formed XML. */
  public String html() {
    return """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8"/>
    <meta name="viewport" content="width=device-width, initial-scale=1"/>
    <title>%s</title>
    <style>
    %s%s</style>
    </head>
    <body>
    <main>
    %s</main>
    </body>
    </html>
    """
        .formatted(Html.escaped(title), resource(Page.class, "page.css"), style, body);
  }

  /** A text that lies beside a class, such as a page's style. */
  public static String resource(Class<?> beside, String name) {
    try (var stream = beside.getResourceAsStream(name)) {
      var bytes = requireNonNull(stream, () -> name + " beside " + beside).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
